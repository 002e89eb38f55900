package dev.sallyport.server.api.sts;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.protocol.sigv4.RequestHead;
import dev.sallyport.protocol.sigv4.Signer;
import dev.sallyport.protocol.sigv4.SigningKey;
import dev.sallyport.server.api.Counter;
import dev.sallyport.server.api.Front;
import dev.sallyport.server.issuers.IssuerTrust;
import dev.sallyport.server.net.HttpRequest;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// An account with STS in front of it: calls are signed, and answers read from the wire.
final class StsRig extends StsAccount {
    final Counter counter;
    private final Front front;

    StsRig() {
        this(IssuerTrust.with(Optional.empty()));
    }

    StsRig(SSLContext trustOfIssuers) {
        StsServices services = new StsServices(this, trustOfIssuers);
        this.counter = services.counter();
        this.front = services.front();
    }

    static String node(String id) {
        return StsServices.node(id);
    }

    /// A call of STS; `pairs` are names and values in turn.
    Reply sts(Keys keys, String action, String... pairs) {
        return form(Optional.of(keys), "sts", action + "&Version=2011-06-15", pairs);
    }

    Reply unsigned(String action, String... pairs) {
        return form(Optional.empty(), "sts", action + "&Version=2011-06-15", pairs);
    }

    Reply iam(Keys keys) {
        return form(Optional.of(keys), "iam", "ListAccountAliases&Version=2010-05-08");
    }

    Reply ec2(Keys keys) {
        return form(Optional.of(keys), "ec2", "DescribeTags&Version=2016-11-15");
    }

    Reply connection(Keys keys, String target) {
        List<Header> headers =
                List.of(
                        new Header("Content-Type", "application/x-amz-json-1.1"),
                        new Header("X-Amz-Target", "AmazonSSM.GetConnectionStatus"));
        return send(Optional.of(keys), "ssm", headers, "{\"Target\":\"" + target + "\"}");
    }

    private Reply form(Optional<Keys> keys, String service, String action, String... pairs) {
        StringBuilder form = new StringBuilder("Action=" + action);
        for (int i = 0; i < pairs.length; i += 2) {
            form.append('&')
                    .append(pairs[i])
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        List<Header> headers =
                List.of(new Header("Content-Type", "application/x-www-form-urlencoded"));
        return send(keys, service, headers, form.toString());
    }

    private Reply send(Optional<Keys> by, String service, List<Header> more, String body) {
        List<Header> headers = new ArrayList<>(more);
        headers.add(new Header("Host", "sp.example"));
        by.ifPresent(keys -> {
            RequestHead head = new RequestHead("POST", "/", "", List.copyOf(headers));
            SigningKey key = new SigningKey(keys.id(), keys.secret(), keys.token());
            headers.addAll(
                    Signer.sign(head, Bytes.ofUtf8(body), key, StsServices.REGION, service, now()));
        });
        return new Reply(
                front.handle(
                        new HttpRequest(
                                "POST",
                                "/",
                                "",
                                headers,
                                Bytes.ofUtf8(body),
                                new InetSocketAddress("192.0.2.1", 40_000),
                                true)));
    }
}
