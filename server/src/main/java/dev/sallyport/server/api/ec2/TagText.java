package dev.sallyport.server.api.ec2;

import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.ec2.model.Tag;

/// The rules for the text of tags, which EC2's model does not state.
final class TagText {
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TagText() {}

    static String key(Tag tag) {
        String key = tag.key().orElse("");
        if (key.isEmpty()) {
            throw new ServiceFault("InvalidParameterValue", "Tag key cannot be empty");
        }
        return checked(key, "key", LONGEST_KEY);
    }

    static String value(Tag tag) {
        return checked(tag.value().orElse(""), "value", LONGEST_VALUE);
    }

    private static String checked(String text, String what, int longest) {
        if (text.length() > longest) {
            throw new ServiceFault(
                    "InvalidParameterValue",
                    "Tag " + what + " exceeds the maximum length of " + longest + " characters");
        }
        // Tags end up on operators' terminals.
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new ServiceFault(
                    "InvalidParameterValue", "Tag " + what + " holds control characters");
        }
        return text;
    }
}
