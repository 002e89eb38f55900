package dev.sallyport.server.api.iam;

import dev.sallyport.server.access.PolicyTexts;
import dev.sallyport.server.identity.care.PolicyCheck;
import java.util.Optional;

/// Takes no policy that decisions could not be made by.
public final class PolicyForm implements PolicyCheck {
    @Override
    public Optional<String> fault(Use use, String document) {
        return switch (use) {
            case INLINE -> PolicyTexts.inlineFault(document);
            case MANAGED -> PolicyTexts.managedFault(document);
            case TRUST -> PolicyTexts.trustFault(document);
        };
    }
}
