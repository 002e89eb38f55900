package dev.sallyport.server.store;

import dev.sallyport.server.fleet.ActivationStore;
import dev.sallyport.server.fleet.InMemoryFleet;
import dev.sallyport.server.fleet.NodeStore;
import dev.sallyport.server.fleet.TagStore;

class InMemoryFleetTest extends FleetStoreContract {
    private final InMemoryFleet fleet = new InMemoryFleet();

    @Override
    protected NodeStore nodes() {
        return fleet;
    }

    @Override
    protected ActivationStore activations() {
        return fleet;
    }

    @Override
    protected TagStore tags() {
        return fleet;
    }
}
