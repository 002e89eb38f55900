package dev.sallyport.interop.identity;

import dev.sallyport.interop.Sallyport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The account of a started server: its administrator, and whom that administrator makes.
record Account(Sallyport sallyport, Boto boto) implements AutoCloseable {
    private static final String NODE = "0a1b2c3d4e5f60718";

    static Account of(Sallyport sallyport) {
        try {
            return new Account(sallyport, new Boto(sallyport));
        } catch (IOException e) {
            throw new IllegalStateException("boto3 did not start", e);
        }
    }

    Person admin() {
        return new Person(
                sallyport,
                boto,
                "admin",
                new Keys(sallyport.fact("accessKeyId"), sallyport.fact("secretAccessKey"), ""));
    }

    /// A user with a key and no permission.
    Person user(String name) {
        admin().call("iam.create_user", "UserName", name).reply();
        return new Person(sallyport, boto, name, newKey(name));
    }

    /// A user with a key and one policy.
    Person user(String name, String policy) {
        Person user = user(name);
        putPolicy(name, policy);
        return user;
    }

    Keys newKey(String name) {
        return Keys.of(
                admin().call("iam.create_access_key", "UserName", name).reply().path("AccessKey"));
    }

    /// The one inline policy of a user.
    void putPolicy(String name, String policy) {
        admin().call(
                        "iam.put_user_policy",
                        "UserName",
                        name,
                        "PolicyName",
                        "only",
                        "PolicyDocument",
                        policy)
                .reply();
    }

    String id() {
        return sallyport.fact("accountId");
    }

    /// The node's id as the articles have it: `i-`.
    String instance() {
        return sallyport.node().replaceFirst("mi-", "i-");
    }

    String arn(String kind, String name) {
        return "arn:aws:iam::%s:%s/%s".formatted(id(), kind, name);
    }

    String nodeArn() {
        return "arn:aws:ssm:%s:%s:managed-instance/%s"
                .formatted(sallyport.fact("region"), id(), sallyport.node());
    }

    /// What a refused user of this account is told when no policy says yes.
    String unallowed(String user, String action, String resource) {
        return "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                .formatted(arn("user", user), action, resource, action);
    }

    /// A policy of an article, with this account, region and node in it.
    String article(String file) throws IOException {
        Path folder =
                Sallyport.home().resolve("policy/src/test/resources/dev/sallyport/policy/seeds");
        return Files.readString(folder.resolve(file))
                .replace("111122223333", id())
                .replace("ap-south-1", sallyport.fact("region"))
                .replace(NODE, sallyport.node().substring("mi-".length()));
    }

    /// One statement that allows `actions` on everything.
    static String allow(String... actions) {
        return policy(
                "\"Effect\": \"Allow\", \"Action\": " + list(actions) + ", \"Resource\": \"*\"");
    }

    /// @param statement the inside of the one statement
    static String policy(String statement) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{" + statement + "}]}";
    }

    private static String list(String... texts) {
        return "[\"" + String.join("\", \"", texts) + "\"]";
    }

    @Override
    public void close() throws IOException {
        boto.close();
    }
}
