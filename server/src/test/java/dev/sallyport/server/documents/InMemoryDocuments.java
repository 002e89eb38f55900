package dev.sallyport.server.documents;

import dev.sallyport.protocol.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A document store without a disk.
public final class InMemoryDocuments implements DocumentStore {
    private final Map<String, Document> documents = new TreeMap<>();
    private final Map<String, List<DocumentText>> texts = new TreeMap<>();

    private static String key(AccountId owner, String name) {
        return name + "/" + owner;
    }

    private static String key(Document document) {
        return key(document.owner().orElseThrow(), document.name());
    }

    @Override
    public synchronized boolean insert(Document document, DocumentText first) {
        if (documents.putIfAbsent(key(document), document) != null) {
            return false;
        }
        texts.put(key(document), new ArrayList<>(List.of(first)));
        return true;
    }

    @Override
    public synchronized Optional<Document> find(AccountId owner, String name) {
        return Optional.ofNullable(documents.get(key(owner, name)));
    }

    @Override
    public synchronized List<Document> visibleTo(AccountId account) {
        return documents.values().stream()
                .filter(document ->
                        document.isOwnedBy(account)
                                || document.sharedWith().contains(account.value())
                                || document.sharedWith().contains("all"))
                .toList();
    }

    @Override
    public synchronized int count(AccountId owner) {
        return (int) documents.values().stream().filter(it -> it.isOwnedBy(owner)).count();
    }

    @Override
    public synchronized List<DocumentVersion> versions(AccountId owner, String name) {
        return texts.getOrDefault(key(owner, name), List.of()).stream()
                .map(DocumentText::version)
                .toList();
    }

    @Override
    public synchronized Optional<DocumentText> text(AccountId owner, String name, long number) {
        return texts.getOrDefault(key(owner, name), List.of()).stream()
                .filter(text -> text.version().number() == number)
                .findFirst();
    }

    @Override
    public synchronized boolean addVersion(Document document, DocumentText added) {
        Document before = documents.get(key(document));
        long number = added.version().number();
        if (before == null || before.numbers().last() != number - 1) {
            return false;
        }
        documents.put(
                key(document),
                with(
                        before,
                        document.labels(),
                        new Document.Numbers(before.numbers().byDefault(), number, number)));
        texts.get(key(document)).add(added);
        return true;
    }

    private static Document with(
            Document document, Document.Labels labels, Document.Numbers numbers) {
        return new Document(
                document.owner(),
                document.name(),
                document.type(),
                labels,
                numbers,
                document.sharedWith(),
                document.created());
    }

    @Override
    public synchronized void setDefault(AccountId owner, String name, long number) {
        documents.computeIfPresent(
                key(owner, name),
                (_, it) ->
                        with(
                                it,
                                it.labels(),
                                new Document.Numbers(
                                        number, it.numbers().latest(), it.numbers().last())));
    }

    @Override
    public synchronized void setShares(AccountId owner, String name, Set<String> accounts) {
        documents.computeIfPresent(key(owner, name), (_, it) -> it.sharing(accounts));
    }

    @Override
    public synchronized void delete(AccountId owner, String name) {
        documents.remove(key(owner, name));
        texts.remove(key(owner, name));
    }

    @Override
    public synchronized void deleteVersion(AccountId owner, String name, long number) {
        List<DocumentText> left = texts.get(key(owner, name));
        left.removeIf(text -> text.version().number() == number);
        long latest =
                left.stream()
                        .map(text -> text.version().number())
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        documents.computeIfPresent(
                key(owner, name),
                (_, it) ->
                        with(
                                it,
                                it.labels(),
                                new Document.Numbers(
                                        it.numbers().byDefault(), latest, it.numbers().last())));
    }
}
