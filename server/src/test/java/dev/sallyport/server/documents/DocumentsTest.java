package dev.sallyport.server.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.documents.DocumentFault.Code;
import dev.sallyport.server.documents.DocumentQuery.Filter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    private static final AccountId OURS = new AccountId("111122223333");
    private static final AccountId THEIRS = new AccountId("999988887777");
    private static final String FIRST =
            "{ \"schemaVersion\":\"1.0\",\r\n\t\"sessionType\":\"Standard_Stream\", \"inputs\":{}}\n";
    private static final String SECOND = FIRST.replace("{}", "{\"idleSessionTimeout\":\"5\"}");

    private final Documents documents =
            new Documents(
                    new InMemoryDocuments(),
                    ShippedDocuments.load(),
                    InstantSource.fixed(Instant.parse("2030-01-01T12:00:00Z")));

    private DocumentView create(String name, String content) {
        return documents.create(
                OURS,
                new NewDocument(
                        name,
                        DocumentType.SESSION,
                        DocumentFormat.JSON,
                        content,
                        Optional.empty(),
                        Document.Labels.NONE));
    }

    private DocumentView update(String content, String versionName) {
        return documents.update(
                OURS,
                new NewVersion(
                        "Shell",
                        VersionChoice.of("$LATEST"),
                        DocumentFormat.JSON,
                        content,
                        Optional.of(versionName).filter(name -> !name.isEmpty()),
                        Document.Labels.NONE));
    }

    private String content(String version) {
        return documents.get(OURS, "Shell", VersionChoice.of(version)).text().content();
    }

    private static void fails(Code code, String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DocumentFault.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessage(text);
    }

    @Test
    void givesContentBackByteForByte() {
        DocumentView created = create("Shell", FIRST);

        assertThat(created.text().version().number()).isEqualTo(1);
        assertThat(Documents.convert(created.text(), DocumentFormat.JSON)).isEqualTo(FIRST);
        assertThat(content("1")).isEqualTo(FIRST);
    }

    @Test
    void hashesTheContentWithSha256() {
        DocumentText text =
                new DocumentText(
                        new DocumentVersion(
                                1, Optional.empty(), DocumentFormat.TEXT, Instant.EPOCH),
                        "abc");

        assertThat(text.hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void refusesASecondDocumentOfOneName() {
        create("SSM-SessionManagerRunShell", FIRST);

        fails(
                Code.ALREADY_EXISTS,
                "Document with same name SSM-SessionManagerRunShell already exists",
                () -> create("SSM-SessionManagerRunShell", SECOND));
    }

    @Test
    void saysWhichDocumentIsNotThere() {
        String text = "Document with name Shell does not exist.";
        fails(Code.NO_SUCH_DOCUMENT, text, () -> content("$DEFAULT"));
        fails(Code.NO_SUCH_DOCUMENT, text, () -> update(SECOND, ""));
        fails(Code.NO_SUCH_DOCUMENT, text, () -> documents.versions(OURS, "Shell"));
        fails(Code.NO_SUCH_DOCUMENT, text, () -> documents.shares(OURS, "Shell"));
        fails(
                Code.NO_SUCH_DOCUMENT,
                text,
                () -> documents.delete(OURS, "Shell", VersionChoice.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS-Mine",
                "aws-mine",
                "Amazon-Mine",
                "AMZNmine",
                "AWSEC2-x",
                "Sallyport-Mine"
            })
    void keepsAmazonsNamesForTheShippedOnes(String name) {
        fails(
                Code.INVALID_REQUEST,
                "name: '"
                        + name
                        + "' begins with a reserved prefix (aws, amazon, amzn, sallyport-)",
                () -> create(name, FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a b c", "a/b/c", "ä-name", ""})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> create(name, FIRST))
                .isInstanceOf(DocumentFault.class)
                .hasMessageStartingWith("name: '" + name + "' (expected:");
    }

    @Test
    void takes64KilobytesAndNoMore() {
        String filler = "é".repeat((64 * 1024 - FIRST.length() - 22) / 2);
        String full = FIRST.replace("\"inputs\"", "\"description\":\"" + filler + "\", \"inputs\"");
        String large = full + " ".repeat(64 * 1024 - full.getBytes(UTF_8).length);

        assertThat(create("Large", large).text().content()).isEqualTo(large);
        fails(
                Code.TOO_LARGE,
                "The size limit of a document is 64 KB.",
                () -> create("Larger", large + " "));
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}{}", "{\"a\":1,\"a\":2}", "not json"})
    void refusesWhatIsNoObject(String content) {
        assertThatThrownBy(() -> create("Shell", content))
                .isInstanceOfSatisfying(
                        DocumentFault.class,
                        fault -> assertThat(fault.code()).isEqualTo(Code.INVALID_CONTENT))
                .hasMessageStartingWith("Content is not");
    }

    @Test
    void refusesNestingThatWouldExhaustTheStack() {
        assertThatThrownBy(() -> create("Shell", "{\"a\":".repeat(20_000)))
                .isInstanceOf(DocumentFault.class);
    }

    @Test
    void addsAVersionAndLeavesTheDefaultAlone() {
        create("Shell", FIRST);
        DocumentView updated = update(SECOND, "second");

        assertThat(updated.document().numbers()).isEqualTo(new Document.Numbers(1, 2, 2));
        assertThat(content("$DEFAULT")).isEqualTo(FIRST);
        assertThat(content("$LATEST")).isEqualTo(SECOND);
        assertThat(content("2")).isEqualTo(SECOND);
        assertThat(
                        documents
                                .get(
                                        OURS,
                                        "Shell",
                                        new VersionChoice(Optional.empty(), Optional.of("second")))
                                .text()
                                .content())
                .isEqualTo(SECOND);

        documents.setDefault(OURS, "Shell", "2");

        assertThat(content("$DEFAULT")).isEqualTo(SECOND);
    }

    @Test
    void refusesTheContentItHasAlready() {
        create("Shell", FIRST);
        update(SECOND, "");

        fails(
                Code.DUPLICATE_CONTENT,
                "The content is the same as that of the latest version of document Shell.",
                () -> update(SECOND, ""));
        assertThat(update(FIRST, "").text().version().number()).isEqualTo(3);
    }

    @Test
    void refusesAVersionNameTwice() {
        create("Shell", FIRST);
        update(SECOND, "one");

        fails(
                Code.DUPLICATE_VERSION_NAME,
                "Version name one is in use already.",
                () -> update(FIRST, "one"));
    }

    @Test
    void saysWhichVersionIsNotThere() {
        create("Shell", FIRST);

        fails(Code.NO_SUCH_VERSION, "Document Shell has no version 2.", () -> content("2"));
        fails(
                Code.NO_SUCH_VERSION,
                "Document Shell has no version 7.",
                () -> documents.setDefault(OURS, "Shell", "7"));
    }

    @Test
    void convertsBetweenJsonAndYaml() {
        create("Shell", FIRST);
        DocumentText json = documents.get(OURS, "Shell", VersionChoice.DEFAULT).text();

        String yaml = Documents.convert(json, DocumentFormat.YAML);

        assertThat(yaml)
                .isEqualTo("schemaVersion: \"1.0\"\nsessionType: Standard_Stream\ninputs: {}\n");
        assertThat(Documents.convert(new DocumentText(inYaml(), yaml), DocumentFormat.JSON))
                .isEqualTo(
                        """
                        {
                          "schemaVersion" : "1.0",
                          "sessionType" : "Standard_Stream",
                          "inputs" : { }
                        }\
                        """);
    }

    private static DocumentVersion inYaml() {
        return new DocumentVersion(1, Optional.empty(), DocumentFormat.YAML, Instant.EPOCH);
    }

    @Test
    void deletesTheWholeDocument() {
        create("Shell", FIRST);
        documents.delete(OURS, "Shell", VersionChoice.DEFAULT);

        assertThat(documents.find(OURS, "Shell")).isEmpty();
        assertThat(create("Shell", SECOND).text().version().number()).isEqualTo(1);
    }

    @Test
    void deletesAVersionButNotTheDefaultOne() {
        create("Shell", FIRST);
        update(SECOND, "");

        fails(
                Code.INVALID_OPERATION,
                "Version 1 is the default version and cannot be deleted alone.",
                () -> documents.delete(OURS, "Shell", VersionChoice.of("1")));
        documents.delete(OURS, "Shell", VersionChoice.of("2"));

        assertThat(content("$LATEST")).isEqualTo(FIRST);
        // A number is never given out twice.
        assertThat(update(SECOND, "").text().version().number()).isEqualTo(3);
    }

    @Test
    void mustBeUnsharedBeforeItIsDeleted() {
        create("Shell", FIRST);
        documents.share(OURS, "Shell", Set.of("999988887777"), Set.of());

        fails(
                Code.INVALID_OPERATION,
                "Must unshare document first before delete",
                () -> documents.delete(OURS, "Shell", VersionChoice.DEFAULT));
        documents.share(OURS, "Shell", Set.of(), Set.of("999988887777"));
        documents.delete(OURS, "Shell", VersionChoice.DEFAULT);

        assertThat(documents.find(OURS, "Shell")).isEmpty();
    }

    @Test
    void isReadByOthersOnlyWhenShared() {
        create("Shell", FIRST);
        String arn = "arn:aws:ssm:eu-west-1:111122223333:document/Shell";
        assertThat(documents.find(OURS, arn)).isPresent();
        assertThat(documents.find(THEIRS, arn)).isEmpty();

        documents.share(OURS, "Shell", Set.of("999988887777"), Set.of());

        assertThat(documents.find(THEIRS, arn)).isPresent();
        assertThat(documents.find(THEIRS, "Shell")).isEmpty();
        fails(
                Code.NO_SUCH_DOCUMENT,
                "Document with name " + arn + " does not exist.",
                () -> documents.delete(THEIRS, arn, VersionChoice.DEFAULT));
    }

    @Test
    void neverChangesAShippedDocument() {
        String text = "Document AWS-StartSSHSession belongs to Amazon and cannot be changed.";
        fails(
                Code.INVALID_OPERATION,
                text,
                () -> documents.delete(OURS, "AWS-StartSSHSession", VersionChoice.DEFAULT));
        fails(
                Code.INVALID_OPERATION,
                text,
                () -> documents.share(OURS, "AWS-StartSSHSession", Set.of("all"), Set.of()));
        assertThat(documents.versions(OURS, "AWS-StartSSHSession")).hasSize(1);
    }

    @Test
    void listsByFilter() {
        create("Shell", FIRST);
        assertThat(names(filter("Owner", "Self"))).containsExactly("Shell");
        assertThat(names(filter("Owner", "Amazon"))).hasSize(9).doesNotContain("Shell");
        assertThat(names(filter("DocumentType", "Command")))
                .containsExactly("AWS-RunPowerShellScript", "AWS-RunShellScript");
        assertThat(names(filter("Name", "AWS-StartP")))
                .containsExactly(
                        "AWS-StartPortForwardingSession",
                        "AWS-StartPortForwardingSessionToRemoteHost");
        assertThat(names(filter("SearchKeyword", "ssh")))
                .containsExactly("AWS-StartSSHSession", "Sallyport-SSH");
        assertThat(names(filter("tag:team", "a"))).containsExactly("Shell");
        assertThat(names(filter("tag:team", "b"))).isEmpty();
        assertThat(names(filter("PlatformTypes", "Windows"))).doesNotContain("AWS-RunShellScript");
    }

    private static Filter filter(String key, String value) {
        return new Filter(key, List.of("nothing-like-it", value));
    }

    private List<String> names(Filter filter) {
        return names(documents.list(OURS, query(List.of(filter), "", 50)));
    }

    private static List<String> names(DocumentQuery.Page page) {
        return page.views().stream().map(view -> view.document().name()).toList();
    }

    private static DocumentQuery query(List<Filter> filters, String after, int limit) {
        return new DocumentQuery(filters, _ -> Map.of("team", "a"), after, limit);
    }

    @Test
    void listsInPages() {
        DocumentQuery.Page first = documents.list(OURS, query(List.of(), "", 5));
        String last = first.views().getLast().document().name();
        DocumentQuery.Page second = documents.list(OURS, query(List.of(), last, 4));

        assertThat(first.more()).isTrue();
        assertThat(second.more()).isFalse();
        assertThat(names(first)).hasSize(5).doesNotContainAnyElementsOf(names(second));
        assertThat(names(second)).hasSize(4);
    }
}
