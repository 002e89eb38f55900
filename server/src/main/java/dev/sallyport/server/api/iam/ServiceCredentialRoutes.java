package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.CreateServiceSpecificCredentialRequest;
import dev.sallyport.server.api.iam.model.CreateServiceSpecificCredentialResponse;
import dev.sallyport.server.api.iam.model.DeleteServiceSpecificCredentialRequest;
import dev.sallyport.server.api.iam.model.DeleteServiceSpecificCredentialResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListServiceSpecificCredentialsRequest;
import dev.sallyport.server.api.iam.model.ListServiceSpecificCredentialsResponse;
import dev.sallyport.server.api.iam.model.ResetServiceSpecificCredentialRequest;
import dev.sallyport.server.api.iam.model.ResetServiceSpecificCredentialResponse;
import dev.sallyport.server.api.iam.model.ServiceSpecificCredential;
import dev.sallyport.server.api.iam.model.ServiceSpecificCredentialMetadata;
import dev.sallyport.server.api.iam.model.UpdateServiceSpecificCredentialRequest;
import dev.sallyport.server.api.iam.model.UpdateServiceSpecificCredentialResponse;
import dev.sallyport.server.identity.care.ServiceCredentials;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.ServiceCredential;
import dev.sallyport.server.identity.directory.User;
import java.util.List;

/// Users' names and passwords for single services.
public final class ServiceCredentialRoutes {
    private final Arns arns;
    private final ServiceCredentials credentials;

    public ServiceCredentialRoutes(Directory directory, ServiceCredentials credentials) {
        this.arns = new Arns(directory);
        this.credentials = credentials;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_SERVICE_SPECIFIC_CREDENTIAL,
                        it -> arns.user(it.userName()),
                        this::create)
                .onOwn(
                        Iam.LIST_SERVICE_SPECIFIC_CREDENTIALS,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::list)
                .onOwn(
                        Iam.RESET_SERVICE_SPECIFIC_CREDENTIAL,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::reset)
                .onOwn(
                        Iam.UPDATE_SERVICE_SPECIFIC_CREDENTIAL,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::update)
                .onOwn(
                        Iam.DELETE_SERVICE_SPECIFIC_CREDENTIAL,
                        (caller, it) -> arns.user(caller, it.userName()),
                        this::delete);
    }

    private CreateServiceSpecificCredentialResponse create(
            Call call, CreateServiceSpecificCredentialRequest input) {
        return CreateServiceSpecificCredentialResponse.builder()
                .serviceSpecificCredential(
                        view(
                                input.userName(),
                                credentials.create(input.userName(), input.serviceName())))
                .build();
    }

    private static ServiceSpecificCredential view(String user, ServiceCredentials.Fresh fresh) {
        ServiceCredential credential = fresh.credential();
        return ServiceSpecificCredential.builder()
                .createDate(credential.created())
                .serviceName(credential.service())
                .serviceUserName(credential.loginName())
                .servicePassword(fresh.password().<String>reveal(text -> text))
                .serviceSpecificCredentialId(credential.id())
                .userName(user)
                .status(status(credential))
                .build();
    }

    private static String status(ServiceCredential credential) {
        return credential.active() ? "Active" : "Inactive";
    }

    private ListServiceSpecificCredentialsResponse list(
            Call call, ListServiceSpecificCredentialsRequest input) {
        User user = arns.roster().user(Arns.userName(call.caller(), input.userName()));
        List<ServiceCredential> found =
                input.serviceName()
                        .map(service ->
                                ServiceCredentials.list(arns.roster(), user.name(), service))
                        .orElse(user.keyring().serviceCredentials());
        return ListServiceSpecificCredentialsResponse.builder()
                .serviceSpecificCredentials(
                        found.stream().map(it -> metadata(user.name(), it)).toList())
                .build();
    }

    private static ServiceSpecificCredentialMetadata metadata(
            String user, ServiceCredential credential) {
        return ServiceSpecificCredentialMetadata.builder()
                .userName(user)
                .status(status(credential))
                .serviceUserName(credential.loginName())
                .createDate(credential.created())
                .serviceSpecificCredentialId(credential.id())
                .serviceName(credential.service())
                .build();
    }

    private ResetServiceSpecificCredentialResponse reset(
            Call call, ResetServiceSpecificCredentialRequest input) {
        String user = Arns.userName(call.caller(), input.userName());
        return ResetServiceSpecificCredentialResponse.builder()
                .serviceSpecificCredential(
                        view(user, credentials.reset(user, input.serviceSpecificCredentialId())))
                .build();
    }

    private UpdateServiceSpecificCredentialResponse update(
            Call call, UpdateServiceSpecificCredentialRequest input) {
        credentials.setActive(
                Arns.userName(call.caller(), input.userName()),
                input.serviceSpecificCredentialId(),
                input.status().equals("Active"));
        return new UpdateServiceSpecificCredentialResponse();
    }

    private DeleteServiceSpecificCredentialResponse delete(
            Call call, DeleteServiceSpecificCredentialRequest input) {
        credentials.delete(
                Arns.userName(call.caller(), input.userName()),
                input.serviceSpecificCredentialId());
        return new DeleteServiceSpecificCredentialResponse();
    }
}
