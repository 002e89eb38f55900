package dev.sallyport.server.documents;

import dev.sallyport.protocol.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names of documents and the ARNs they may be written as.
final class DocumentNames {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_\\-.]{3,128}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws:ssm:[a-z0-9-]*:([0-9]{12})?:document/([^/]+)");
    private static final List<String> RESERVED = List.of("aws", "amazon", "amzn", "sallyport-");

    private DocumentNames() {}

    /// A document as somebody named it: an ARN also says whose it is.
    record Reference(Optional<AccountId> owner, String name) {}

    static Reference parse(String text) {
        var arn = ARN.matcher(text);
        if (!arn.matches()) {
            return new Reference(Optional.empty(), text);
        }
        return new Reference(Optional.ofNullable(arn.group(1)).map(AccountId::new), arn.group(2));
    }

    /// Refuses what nobody may name a document of an account.
    static void requireFree(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new DocumentFault(
                    DocumentFault.Code.INVALID_REQUEST,
                    "name: '" + name + "' (expected: 3-128 of letters, digits, '_', '-' and '.')");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        for (String prefix : RESERVED) {
            if (lower.startsWith(prefix)) {
                throw new DocumentFault(
                        DocumentFault.Code.INVALID_REQUEST,
                        "name: '"
                                + name
                                + "' begins with a reserved prefix (aws, amazon, amzn, sallyport-)");
            }
        }
    }
}
