package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.iam.model.UpdateAccountPasswordPolicyRequest;
import dev.sallyport.server.identity.directory.PasswordPolicy;
import dev.sallyport.server.identity.directory.PasswordPolicy.Sign;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The account's password policy, from requests and for replies.
final class PolicyOfPasswords {
    // What an update leaves out takes this value, not the one it had, as in AWS.
    private static final int USUAL_LENGTH = 6;

    private PolicyOfPasswords() {}

    static PasswordPolicy of(UpdateAccountPasswordPolicyRequest input) {
        Set<Sign> required = EnumSet.noneOf(Sign.class);
        require(required, Sign.SYMBOL, input.requireSymbols());
        require(required, Sign.DIGIT, input.requireNumbers());
        require(required, Sign.UPPERCASE, input.requireUppercaseCharacters());
        require(required, Sign.LOWERCASE, input.requireLowercaseCharacters());
        return new PasswordPolicy(
                input.minimumPasswordLength().orElse(USUAL_LENGTH),
                required,
                input.allowUsersToChangePassword().orElse(false),
                input.maxPasswordAge().orElse(0),
                input.passwordReusePrevention().orElse(0),
                input.hardExpiry().orElse(false));
    }

    private static void require(Set<Sign> required, Sign sign, Optional<Boolean> wanted) {
        if (wanted.orElse(false)) {
            required.add(sign);
        }
    }

    static dev.sallyport.server.api.iam.model.PasswordPolicy view(PasswordPolicy policy) {
        var view =
                dev.sallyport.server.api.iam.model.PasswordPolicy.builder()
                        .minimumPasswordLength(policy.minimumLength())
                        .requireSymbols(policy.required().contains(Sign.SYMBOL))
                        .requireNumbers(policy.required().contains(Sign.DIGIT))
                        .requireUppercaseCharacters(policy.required().contains(Sign.UPPERCASE))
                        .requireLowercaseCharacters(policy.required().contains(Sign.LOWERCASE))
                        .allowUsersToChangePassword(policy.usersMayChange())
                        .expirePasswords(policy.maximumAgeDays() > 0)
                        .hardExpiry(policy.hardExpiry());
        if (policy.maximumAgeDays() > 0) {
            view.maxPasswordAge(policy.maximumAgeDays());
        }
        if (policy.remembered() > 0) {
            view.passwordReusePrevention(policy.remembered());
        }
        return view.build();
    }
}
