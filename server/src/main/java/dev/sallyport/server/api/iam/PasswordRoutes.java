package dev.sallyport.server.api.iam;

import dev.sallyport.protocol.Secret;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.ChangePasswordRequest;
import dev.sallyport.server.api.iam.model.ChangePasswordResponse;
import dev.sallyport.server.api.iam.model.CreateLoginProfileRequest;
import dev.sallyport.server.api.iam.model.CreateLoginProfileResponse;
import dev.sallyport.server.api.iam.model.DeleteAccountPasswordPolicyRequest;
import dev.sallyport.server.api.iam.model.DeleteAccountPasswordPolicyResponse;
import dev.sallyport.server.api.iam.model.DeleteLoginProfileRequest;
import dev.sallyport.server.api.iam.model.DeleteLoginProfileResponse;
import dev.sallyport.server.api.iam.model.GetAccountPasswordPolicyRequest;
import dev.sallyport.server.api.iam.model.GetAccountPasswordPolicyResponse;
import dev.sallyport.server.api.iam.model.GetLoginProfileRequest;
import dev.sallyport.server.api.iam.model.GetLoginProfileResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.LoginProfile;
import dev.sallyport.server.api.iam.model.UpdateAccountPasswordPolicyRequest;
import dev.sallyport.server.api.iam.model.UpdateAccountPasswordPolicyResponse;
import dev.sallyport.server.api.iam.model.UpdateLoginProfileRequest;
import dev.sallyport.server.api.iam.model.UpdateLoginProfileResponse;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.care.Passwords;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Login;
import dev.sallyport.server.identity.directory.PasswordPolicy;
import java.util.List;
import java.util.Optional;

/// Users' passwords, and what passwords must be like.
public final class PasswordRoutes {
    private final Arns arns;
    private final Passwords passwords;

    public PasswordRoutes(Directory directory, Passwords passwords) {
        this.arns = new Arns(directory);
        this.passwords = passwords;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(Iam.CREATE_LOGIN_PROFILE, it -> arns.user(it.userName()), this::create)
                .on(Iam.GET_LOGIN_PROFILE, it -> arns.user(it.userName()), this::get)
                .on(Iam.UPDATE_LOGIN_PROFILE, it -> arns.user(it.userName()), this::update)
                .on(Iam.DELETE_LOGIN_PROFILE, it -> arns.user(it.userName()), this::delete)
                .aimed(Iam.CHANGE_PASSWORD, (caller, _) -> ownPassword(caller), this::change)
                .on(Iam.GET_ACCOUNT_PASSWORD_POLICY, _ -> Arns.ANY, this::getPolicy)
                .on(Iam.UPDATE_ACCOUNT_PASSWORD_POLICY, _ -> Arns.ANY, this::setPolicy)
                .on(Iam.DELETE_ACCOUNT_PASSWORD_POLICY, _ -> Arns.ANY, this::deletePolicy);
    }

    /// Where the account lets users change their passwords, theirs need no permission.
    private Aim ownPassword(Caller caller) {
        Aim own = Aim.at(caller.arn());
        boolean free =
                arns.roster()
                        .account()
                        .passwordPolicy()
                        .filter(PasswordPolicy::usersMayChange)
                        .isPresent();
        return free && isUser(caller) ? new Aim(List.of(), own.resources(), own.keys()) : own;
    }

    private static boolean isUser(Caller caller) {
        return caller instanceof Caller.User || caller instanceof Caller.UserSession;
    }

    private CreateLoginProfileResponse create(Call call, CreateLoginProfileRequest input) {
        passwords.create(
                input.userName(),
                Secret.of(input.password()),
                input.passwordResetRequired().orElse(false));
        return CreateLoginProfileResponse.builder().loginProfile(view(input.userName())).build();
    }

    private LoginProfile view(String userName) {
        Login login = Passwords.find(arns.roster(), userName);
        return LoginProfile.builder()
                .userName(userName)
                .createDate(login.created())
                .passwordResetRequired(login.mustChange())
                .build();
    }

    private GetLoginProfileResponse get(Call call, GetLoginProfileRequest input) {
        return GetLoginProfileResponse.builder().loginProfile(view(input.userName())).build();
    }

    private UpdateLoginProfileResponse update(Call call, UpdateLoginProfileRequest input) {
        passwords.update(
                input.userName(), input.password().map(Secret::of), input.passwordResetRequired());
        return new UpdateLoginProfileResponse();
    }

    private DeleteLoginProfileResponse delete(Call call, DeleteLoginProfileRequest input) {
        passwords.delete(input.userName());
        return new DeleteLoginProfileResponse();
    }

    private ChangePasswordResponse change(Call call, ChangePasswordRequest input) {
        passwords.change(
                Arns.userName(call.caller(), Optional.empty()),
                Secret.of(input.oldPassword()),
                Secret.of(input.newPassword()));
        return new ChangePasswordResponse();
    }

    private GetAccountPasswordPolicyResponse getPolicy(
            Call call, GetAccountPasswordPolicyRequest input) {
        PasswordPolicy policy = passwords.findPolicy();
        return GetAccountPasswordPolicyResponse.builder()
                .passwordPolicy(PolicyOfPasswords.view(policy))
                .build();
    }

    private UpdateAccountPasswordPolicyResponse setPolicy(
            Call call, UpdateAccountPasswordPolicyRequest input) {
        passwords.setPolicy(PolicyOfPasswords.of(input));
        return new UpdateAccountPasswordPolicyResponse();
    }

    private DeleteAccountPasswordPolicyResponse deletePolicy(
            Call call, DeleteAccountPasswordPolicyRequest input) {
        passwords.deletePolicy();
        return new DeleteAccountPasswordPolicyResponse();
    }
}
