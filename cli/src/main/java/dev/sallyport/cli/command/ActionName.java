package dev.sallyport.cli.command;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An action as a call asks for it. Policies may write patterns; a question must not: it would be
/// about no call, and its answer would be believed.
final class ActionName implements ITypeConverter<String> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9]+");

    @Override
    public String convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + text + "' (expected service:Action, such as ssm:StartSession)");
        }
        return text;
    }
}
