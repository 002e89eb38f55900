package dev.sallyport.agent.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the token in the answer that opens a channel.
///
/// The answer is a flat piece of XML without attributes, and the stock agent does not look at its
/// root either; an XML parser would cost a small node more memory than the rest of the call.
final class ChannelToken {
    private static final Pattern ELEMENT =
            Pattern.compile("<TokenValue>([^<]{1,65536})</TokenValue>");

    private ChannelToken() {}

    static Optional<String> parse(String xml) {
        Matcher matcher = ELEMENT.matcher(xml);
        if (!matcher.find()) {
            return Optional.empty();
        }
        // The ampersand last, or `&amp;lt;` would be read twice.
        return Optional.of(
                matcher.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"));
    }
}
