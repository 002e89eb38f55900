package dev.sallyport.agent;

import dev.sallyport.agent.link.AgentVersion;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a node tells of itself every few minutes.
record NodeFacts(String computerName, String address, String platformName, String platformVersion) {
    private static final Pattern RELEASE_LINE =
            Pattern.compile("^(NAME|VERSION_ID)=\"?([^\"\\n]*)\"?$", Pattern.MULTILINE);

    static NodeFacts gather(Optional<String> name, URI server) {
        String release = read(Path.of("/etc/os-release"));
        String host = read(Path.of("/proc/sys/kernel/hostname")).strip();
        return new NodeFacts(
                name.orElse(host),
                localAddress(server),
                releaseValue(release, "NAME", "Linux"),
                releaseValue(release, "VERSION_ID", ""));
    }

    static String releaseValue(String release, String key, String otherwise) {
        Matcher line = RELEASE_LINE.matcher(release);
        while (line.find()) {
            if (line.group(1).equals(key)) {
                return line.group(2);
            }
        }
        return otherwise;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }

    /// The address this machine takes to reach the server. Nothing is sent.
    private static String localAddress(URI server) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server.getHost(), 443));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | RuntimeException _) {
            return "";
        }
    }

    /// The body of `UpdateInstanceInformation`.
    ObjectNode report(String nodeId) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("AgentName", "sallyport-agent");
        body.put("AgentStatus", "Active");
        body.put("AgentVersion", AgentVersion.COMPATIBLE);
        body.put("ComputerName", computerName);
        body.put("IPAddress", address);
        body.put("InstanceId", nodeId);
        body.put("PlatformName", platformName);
        body.put("PlatformType", "Linux");
        body.put("PlatformVersion", platformVersion);
        body.put("SSMConnectionChannel", "ssmmessages");
        return body;
    }
}
