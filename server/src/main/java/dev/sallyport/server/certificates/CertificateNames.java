package dev.sallyport.server.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The names a server answers to.
public final class CertificateNames {
    private CertificateNames() {}

    /// The machine itself, what the configuration adds, and for a domain the names AWS clients make
    /// of it: `ssm.<region>.<domain>`, `bucket.s3.<region>.<domain>`.
    ///
    /// @param hostName of this machine
    /// @param configured names or addresses
    public static List<String> of(
            String hostName, List<String> configured, String region, Optional<String> domain) {
        List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
        names.add(hostName);
        names.addAll(configured);
        domain.ifPresent(name -> {
            names.add(name);
            names.add("*." + region + "." + name);
            names.add("*.s3." + region + "." + name);
        });
        return names.stream().filter(name -> !name.isBlank()).distinct().toList();
    }
}
