package dev.sallyport.server.api.ec2;

import dev.sallyport.server.api.ServiceFault;
import java.util.Optional;

/// The bounds of EC2's listings, which its model does not state.
final class Limits {
    private static final int LEAST = 5;
    private static final int MOST = 1000;

    private Limits() {}

    static int results(Optional<Integer> wanted) {
        int results = wanted.orElse(MOST);
        if (results < LEAST || results > MOST) {
            throw new ServiceFault(
                    "InvalidParameterValue",
                    "Value ( "
                            + results
                            + " ) for parameter maxResults is invalid. Expecting a value from "
                            + LEAST
                            + " to "
                            + MOST
                            + ".");
        }
        return results;
    }

    /// Stops a call that only wanted to know whether it may; it may, or it would not be here.
    static void stopIfDry(Optional<Boolean> dryRun) {
        if (dryRun.orElse(false)) {
            throw new ServiceFault(
                    "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
    }
}
