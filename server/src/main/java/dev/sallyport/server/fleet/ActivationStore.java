package dev.sallyport.server.fleet;

import java.util.List;
import java.util.Optional;

/// Where activations are kept. Every method is one transaction.
public interface ActivationStore {
    /// `codeHash` is all that is kept of the code.
    void insert(Activation activation, String codeHash);

    Optional<Activation> find(String id);

    Optional<String> findCodeHash(String id);

    /// Up to `limit` activations whose id sorts behind `after`, in the order of their ids.
    List<Activation> listActivationsAfter(String after, int limit);

    /// Nodes that joined by it stay; false when there is none.
    boolean delete(String id);
}
