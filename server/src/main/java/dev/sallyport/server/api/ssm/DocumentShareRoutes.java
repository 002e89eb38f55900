package dev.sallyport.server.api.ssm;

import static dev.sallyport.server.api.ssm.DocumentErrors.translate;

import dev.sallyport.server.access.ResourceNames;
import dev.sallyport.server.api.Authentication;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.ssm.model.AccountSharingInfo;
import dev.sallyport.server.api.ssm.model.DescribeDocumentPermissionRequest;
import dev.sallyport.server.api.ssm.model.DescribeDocumentPermissionResponse;
import dev.sallyport.server.api.ssm.model.ModifyDocumentPermissionRequest;
import dev.sallyport.server.api.ssm.model.ModifyDocumentPermissionResponse;
import dev.sallyport.server.api.ssm.model.Ssm;
import dev.sallyport.server.documents.Documents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which other accounts may use a document.
public final class DocumentShareRoutes {
    private static final String SHARED_VERSION = "$DEFAULT";
    private static final int PAGE = 200;

    private final Documents documents;
    private final PageTokens pages;
    private final ResourceNames names;

    public DocumentShareRoutes(Documents documents, PageTokens pages, ResourceNames names) {
        this.documents = documents;
        this.pages = pages;
        this.names = names;
    }

    public void addTo(Routes.Builder routes) {
        routes.on(
                        Ssm.DESCRIBE_DOCUMENT_PERMISSION,
                        Authentication.SIGNED,
                        in -> List.of(names.document(in.name())),
                        this::describe)
                .on(
                        Ssm.MODIFY_DOCUMENT_PERMISSION,
                        Authentication.SIGNED,
                        in -> List.of(names.document(in.name())),
                        this::modify);
    }

    DescribeDocumentPermissionResponse describe(
            Call call, DescribeDocumentPermissionRequest input) {
        var type = Ssm.DESCRIBE_DOCUMENT_PERMISSION;
        Map<String, Object> tree = input.toMap();
        String after = pages.position(call, type, tree).orElse("");
        Set<String> shares =
                translate(() -> documents.shares(call.caller().account(), input.name()));
        List<String> left = shares.stream().sorted().filter(id -> id.compareTo(after) > 0).toList();
        List<String> page = left.stream().limit(input.maxResults().orElse(PAGE)).toList();
        return DescribeDocumentPermissionResponse.builder()
                .accountIds(page)
                .accountSharingInfoList(page.stream().map(DocumentShareRoutes::info).toList())
                .nextToken(
                        Optional.of(page)
                                .filter(it -> it.size() < left.size())
                                .map(it -> pages.next(call, type, tree, it.getLast())))
                .build();
    }

    private static AccountSharingInfo info(String account) {
        return AccountSharingInfo.builder()
                .accountId(account)
                .sharedDocumentVersion(SHARED_VERSION)
                .build();
    }

    ModifyDocumentPermissionResponse modify(Call call, ModifyDocumentPermissionRequest input) {
        if (!input.sharedDocumentVersion().orElse(SHARED_VERSION).equals(SHARED_VERSION)) {
            throw DocumentErrors.invalid(
                    "sharedDocumentVersion: only " + SHARED_VERSION + " can be shared.");
        }
        return translate(() -> {
            documents.share(
                    call.caller().account(),
                    input.name(),
                    lower(input.accountIdsToAdd()),
                    lower(input.accountIdsToRemove()));
            return new ModifyDocumentPermissionResponse();
        });
    }

    private static Set<String> lower(List<String> accounts) {
        return accounts.stream()
                .map(account -> account.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
