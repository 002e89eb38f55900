package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;

/// Checks the texts of policies before they are kept.
final class Texts {
    private final PolicyCheck check;

    Texts(PolicyCheck check) {
        this.check = check;
    }

    /// Gives the text back, or throws.
    String inline(String document) {
        return checked(PolicyCheck.Use.INLINE, document);
    }

    String managed(String document) {
        return checked(PolicyCheck.Use.MANAGED, document);
    }

    String trust(String document) {
        checked(PolicyCheck.Use.TRUST, document);
        if (Quotas.size(document) > Quotas.TRUST_SIZE) {
            throw DirectoryFault.overQuota("ACLSizePerRole", Quotas.TRUST_SIZE);
        }
        return document;
    }

    private String checked(PolicyCheck.Use use, String document) {
        check.fault(use, document)
                .ifPresent(fault -> {
                    throw new DirectoryFault(DirectoryFault.Code.MALFORMED_POLICY, fault);
                });
        return document;
    }
}
