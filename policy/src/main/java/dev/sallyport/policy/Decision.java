package dev.sallyport.policy;

/// Whether a request is allowed. Which statement it was is told by an {@link Explanation}.
public sealed interface Decision {
    /// @param by the layer that opened the way
    record Allowed(Layer by) implements Decision {}

    /// A denial is written somewhere.
    record ExplicitDeny(Layer by) implements Decision {}

    /// @param lacking the layer in which nothing allows the request
    record ImplicitDeny(Layer lacking) implements Decision {}

    default boolean isAllowed() {
        return this instanceof Allowed;
    }

    /// The sentence AWS answers a refused call with.
    ///
    /// @param caller the caller's ARN
    /// @param resource the ARN to show, `*` for none
    default String text(String caller, String action, String resource) {
        String what =
                "User: "
                        + caller
                        + " is not authorized to perform: "
                        + action
                        + " on resource: "
                        + resource;
        return switch (this) {
            case Allowed _ -> throw new IllegalStateException("an allowed request is not refused");
            case ExplicitDeny(Layer by) -> what + " with an explicit deny in " + by.deniedBy();
            case ImplicitDeny(Layer lacking) ->
                    what + " because " + lacking.silent() + " the " + action + " action";
        };
    }
}
