package dev.sallyport.server.api.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.net.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the front answered.
record Reply(int status, String body) {
    Reply(HttpResponse response) {
        this(response.status(), response.body().toUtf8());
    }

    /// The first element of this name.
    Optional<String> find(String name) {
        Matcher element = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(body);
        return element.find()
                ? Optional.of(element.group(1).replace("&quot;", "\"").replace("&amp;", "&"))
                : Optional.empty();
    }

    String get(String name) {
        return find(name).orElseThrow(() -> new AssertionError("no " + name + " in " + body));
    }

    /// The credentials in it, which must be there.
    StsAccount.Keys keys() {
        assertThat(status).as(body).isEqualTo(200);
        return new StsAccount.Keys(
                get("AccessKeyId"),
                Secret.of(get("SecretAccessKey")),
                Optional.of(get("SessionToken")));
    }

    void succeeded() {
        assertThat(status).as(body).isEqualTo(200);
    }

    void refused(int wanted, String code, String text) {
        assertThat(status).as(body).isEqualTo(wanted);
        assertThat(get("Code")).isEqualTo(code);
        assertThat(get("Message")).isEqualTo(text);
    }

    /// As {@link #refused}, where the text is of no matter.
    void refused(int wanted, String code) {
        assertThat(status).as(body).isEqualTo(wanted);
        assertThat(get("Code")).isEqualTo(code);
    }

    /// By the decision: SSM says it in JSON.
    void denied() {
        assertThat(body).contains("AccessDeniedException").contains("is not authorized to perform");
    }
}
