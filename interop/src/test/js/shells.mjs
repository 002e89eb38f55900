// Runs scripted shells with the npm package ssm-session, all at once.
// Standard input: a JSON array of StartSession answers. Argument 1: a folder for the transcripts.
// Standard output: per session one JSON line {sessionId, echoed, ended, mostRepeats}.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pkg from "ssm-session";
import WebSocket from "ws";

const { ssm } = pkg;
const folder = process.argv[2];
const LIMIT_MS = 30_000;
const encode = (text) => new TextEncoder().encode(text);
// The package pads types with NULs and does not take them off again.
const plain = (text) => text.replaceAll("\0", "").trim();

function shell({ SessionId, TokenValue, StreamUrl }) {
  return new Promise((resolve) => {
    const socket = new WebSocket(StreamUrl);
    const chunks = [];
    const seen = new Map(); // output number -> how often it came
    const waiting = new Map();
    let expected = 0;
    let sent = 0;
    let text = "";
    let step = 0;
    let closedByServer = false;
    const mark = `mark-${SessionId.slice(-8)}`;
    const limit = setTimeout(() => socket.terminate(), LIMIT_MS);

    const type = (line) => ssm.sendText(socket, encode(line), ++sent);
    function advance() {
      if (step === 0 && /[$#] $/.test(text)) {
        step = 1;
        type(`echo $((6*7))-${mark} äöü-漢-🙂\n`);
      } else if (step === 1 && text.includes(`42-${mark}`) && /[$#] $/.test(text)) {
        step = 2;
        type("exit\n");
      }
    }

    socket.on("open", () => ssm.init(socket, { token: TokenValue, termOptions: { cols: 90, rows: 30 } }));
    socket.on("message", (data, isBinary) => {
      if (!isBinary) return;
      const message = ssm.decode(data);
      const kind = plain(message.messageType);
      if (kind === "channel_closed") {
        closedByServer = true;
        socket.close();
      } else if (kind === "output_stream_data") {
        ssm.sendACK(socket, message);
        seen.set(message.sequenceNumber, (seen.get(message.sequenceNumber) ?? 0) + 1);
        if (message.sequenceNumber >= expected) waiting.set(message.sequenceNumber, message.payload);
        for (let next; (next = waiting.get(expected)) !== undefined; expected++) {
          waiting.delete(expected);
          chunks.push(Buffer.from(next));
        }
        text = Buffer.concat(chunks).toString("utf8");
        advance();
      }
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(limit);
      writeFileSync(join(folder, `${SessionId}.out`), Buffer.concat(chunks));
      resolve({
        sessionId: SessionId,
        echoed: text.includes(`42-${mark} äöü-漢-🙂`),
        ended: closedByServer,
        mostRepeats: Math.max(0, ...seen.values()) - 1,
      });
    });
  });
}

const answers = JSON.parse(readFileSync(0, "utf8"));
for (const result of await Promise.all(answers.map(shell))) console.log(JSON.stringify(result));
