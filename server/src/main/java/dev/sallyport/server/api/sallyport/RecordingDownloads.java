package dev.sallyport.server.api.sallyport;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.PathRoutes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.SignedAction;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.net.HttpResponse;
import dev.sallyport.server.recordings.RecordingFile;
import dev.sallyport.server.recordings.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `GET /sallyport/v1/recordings/{session}`: a recording as it lies on the disk, also while the
/// session runs. One `Range: bytes=N-` or `bytes=N-M` is honoured, so that a reader can follow.
public final class RecordingDownloads {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int UNSATISFIABLE = 416;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    private final Recordings recordings;
    private final ResourceNames names;

    public RecordingDownloads(Recordings recordings, ResourceNames names) {
        this.recordings = recordings;
        this.names = names;
    }

    public void register(PathRoutes.Builder routes) {
        routes.signed(
                "GET",
                "/sallyport/v1/recordings/{session}",
                new SignedAction(
                        "sallyport",
                        "sallyport:GetRecording",
                        id -> List.of(names.session(new SessionId(id))),
                        SignedAction.ErrorStyle.JSON),
                (_, request, id) -> answer(request, new SessionId(id)));
    }

    private HttpResponse answer(HttpRequest request, SessionId session) {
        RecordingFile file =
                recordings
                        .find(session)
                        .orElseThrow(() ->
                                new ServiceFault(
                                        "ResourceNotFoundException",
                                        "There is no recording of session " + session + "."));
        Optional<String> range = request.header("Range");
        return range.isPresent()
                ? part(file, range.orElseThrow())
                : body(OK, file, 0, file.size(), List.of());
    }

    private static HttpResponse part(RecordingFile file, String range) {
        Matcher match = RANGE.matcher(range);
        if (!match.matches()) {
            return body(OK, file, 0, file.size(), List.of());
        }
        long from = Long.parseLong(match.group(1));
        if (from >= file.size()) {
            return new HttpResponse(
                    UNSATISFIABLE,
                    List.of(new Header("Content-Range", "bytes */" + file.size())),
                    Bytes.EMPTY);
        }
        long last = file.size() - 1;
        if (!match.group(2).isEmpty()) {
            last = Math.min(last, Long.parseLong(match.group(2)));
        }
        if (last < from) {
            return body(OK, file, 0, file.size(), List.of());
        }
        Header where =
                new Header("Content-Range", "bytes " + from + "-" + last + "/" + file.size());
        return body(PARTIAL, file, from, last - from + 1, List.of(where));
    }

    private static HttpResponse body(
            int status, RecordingFile file, long from, long length, List<Header> more) {
        List<Header> headers = new ArrayList<>(more);
        headers.add(new Header("Content-Type", "application/zstd"));
        headers.add(new Header("Accept-Ranges", "bytes"));
        try {
            InputStream in = Files.newInputStream(file.path());
            in.skipNBytes(from);
            return HttpResponse.stream(status, headers, in, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
