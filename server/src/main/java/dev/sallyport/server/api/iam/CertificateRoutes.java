package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.DeleteSigningCertificateRequest;
import dev.sallyport.server.api.iam.model.DeleteSigningCertificateResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListSigningCertificatesRequest;
import dev.sallyport.server.api.iam.model.ListSigningCertificatesResponse;
import dev.sallyport.server.api.iam.model.UpdateSigningCertificateRequest;
import dev.sallyport.server.api.iam.model.UpdateSigningCertificateResponse;
import dev.sallyport.server.api.iam.model.UploadSigningCertificateRequest;
import dev.sallyport.server.api.iam.model.UploadSigningCertificateResponse;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.care.SigningCertificates;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.SigningCertificate;
import dev.sallyport.server.identity.directory.User;

/// Users' X.509 certificates.
public final class CertificateRoutes {
    private final Arns arns;
    private final Pages pages;
    private final SigningCertificates certificates;

    public CertificateRoutes(Directory directory, Registrar registrar, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.certificates = new SigningCertificates(registrar);
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .onOwn(
                        Iam.UPLOAD_SIGNING_CERTIFICATE,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::upload)
                .onOwn(
                        Iam.LIST_SIGNING_CERTIFICATES,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::list)
                .onOwn(
                        Iam.UPDATE_SIGNING_CERTIFICATE,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::update)
                .onOwn(
                        Iam.DELETE_SIGNING_CERTIFICATE,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::delete);
    }

    private UploadSigningCertificateResponse upload(
            Call call, UploadSigningCertificateRequest input) {
        String user = Arns.userName(call.caller(), input.userName());
        return UploadSigningCertificateResponse.builder()
                .certificate(view(user, certificates.upload(user, input.certificateBody())))
                .build();
    }

    private static dev.sallyport.server.api.iam.model.SigningCertificate view(
            String user, SigningCertificate certificate) {
        return dev.sallyport.server.api.iam.model.SigningCertificate.builder()
                .userName(user)
                .certificateId(certificate.id())
                .certificateBody(certificate.body())
                .status(certificate.active() ? "Active" : "Inactive")
                .uploadDate(certificate.uploaded())
                .build();
    }

    private ListSigningCertificatesResponse list(Call call, ListSigningCertificatesRequest input) {
        User user = arns.roster().user(Arns.userName(call.caller(), input.userName()));
        Pages.Page<SigningCertificate> page =
                pages.cut(
                        new Pages.Asked(
                                call,
                                Iam.LIST_SIGNING_CERTIFICATES,
                                input.toMap(),
                                input.maxItems()),
                        user.keyring().certificates(),
                        SigningCertificate::id);
        return ListSigningCertificatesResponse.builder()
                .certificates(page.items().stream().map(it -> view(user.name(), it)).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private UpdateSigningCertificateResponse update(
            Call call, UpdateSigningCertificateRequest input) {
        certificates.setActive(
                Arns.userName(call.caller(), input.userName()),
                input.certificateId(),
                input.status().equals("Active"));
        return new UpdateSigningCertificateResponse();
    }

    private DeleteSigningCertificateResponse delete(
            Call call, DeleteSigningCertificateRequest input) {
        certificates.delete(Arns.userName(call.caller(), input.userName()), input.certificateId());
        return new DeleteSigningCertificateResponse();
    }
}
