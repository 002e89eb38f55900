package dev.sallyport.server.api;

/// What an operation does. Called on the request's own virtual thread, so it may block; errors of
/// the service are thrown as {@link ServiceFault}.
@FunctionalInterface
public interface OperationHandler<I, O> {
    O handle(Call call, I input);
}
