package dev.sallyport.server.api;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.aws.ServiceModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads the compact models the build put beside the classes.
public final class ServiceModels {
    private static final List<String> SERVED = List.of("ssm", "sts", "iam", "ec2", "ec2messages");

    private ServiceModels() {}

    public static List<ServiceModel> load() {
        return SERVED.stream().map(ServiceModels::load).toList();
    }

    private static ServiceModel load(String service) {
        String resource = service + "/model/" + service + ".json";
        try (InputStream in = ServiceModels.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("model: " + resource + " (expected: in the build)");
            }
            return ServiceModel.parse(Bytes.wrap(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
