package dev.sallyport.protocol;

import java.util.regex.Pattern;

/// An account number: twelve digits.
public record AccountId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{12}");

    public AccountId {
        if (!FORM.matcher(value).matches()) {
            throw new MalformedId("account id", value, "12 digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
