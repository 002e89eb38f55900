package dev.sallyport.generator;

import java.util.stream.Collectors;

/// One class per service that names its operations, and the package's name plate.
final class OperationsWriter {
    private OperationsWriter() {}

    static String operations(String home, String service, Model model) {
        String constants =
                model.operations().stream()
                        .map(operation -> constant(service, operation, model))
                        .collect(Collectors.joining("\n"));
        return """
        package %s;

        import dev.sallyport.server.api.OperationType;

        /// The operations of `%s` that are served. Generated.
        public final class %s {
        %s
            private %s() {}
        }
        """
                .formatted(home, service, Names.type(service), constants, Names.type(service));
    }

    private static String constant(String service, String operation, Model model) {
        String input = model.input(operation);
        String output = model.output(operation);
        return """
            public static final OperationType<%s, %s> %s =
                    new OperationType<>("%s", "%s", %s::of, %s::toMap);
        """
                .formatted(
                        input,
                        output,
                        Names.constant(operation),
                        service,
                        operation,
                        input,
                        output);
    }

    static String packageInfo(String home, String service) {
        return """
        /// Requests and replies of `%s` as records. Generated from the service model and our overlay.
        ///
        /// ## Belongs here
        ///
        /// Nothing by hand: change `src/main/models` and build.
        ///
        /// ## Does not belong here
        ///
        /// Handlers, codecs, checks.
        ///
        /// ## Invariants
        ///
        /// 1. Required members are plain, others `Optional`; absent lists and maps are empty.
        /// 2. No sensitive member is printed.
        @NullMarked
        package %s;

        import org.jspecify.annotations.NullMarked;
        """
                .formatted(service, home);
    }
}
