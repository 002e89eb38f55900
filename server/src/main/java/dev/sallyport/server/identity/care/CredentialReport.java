package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.LastUse;
import dev.sallyport.server.identity.directory.LastUses;
import dev.sallyport.server.identity.directory.Login;
import dev.sallyport.server.identity.directory.PasswordPolicy;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.SigningCertificate;
import dev.sallyport.server.identity.directory.User;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes who has which credentials as comma-separated values, with AWS's columns. There is no root
/// user and no signing certificate, so there are no rows and no values for them.
public final class CredentialReport {
    private static final String NONE = "N/A";
    private static final List<String> COLUMNS =
            List.of(
                    "user",
                    "arn",
                    "user_creation_time",
                    "password_enabled",
                    "password_last_used",
                    "password_last_changed",
                    "password_next_rotation",
                    "mfa_active",
                    "access_key_1_active",
                    "access_key_1_last_rotated",
                    "access_key_1_last_used_date",
                    "access_key_1_last_used_region",
                    "access_key_1_last_used_service",
                    "access_key_2_active",
                    "access_key_2_last_rotated",
                    "access_key_2_last_used_date",
                    "access_key_2_last_used_region",
                    "access_key_2_last_used_service",
                    "cert_1_active",
                    "cert_1_last_rotated",
                    "cert_2_active",
                    "cert_2_last_rotated");

    private final Roster roster;
    private final LastUses uses;

    public CredentialReport(Roster roster, LastUses uses) {
        this.roster = roster;
        this.uses = uses;
    }

    public String write() {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        roster.users().list().forEach(user -> text.append(line(user)).append('\n'));
        return text.toString();
    }

    // Names and ARNs of users may hold a comma.
    private static String cell(String value) {
        return value.contains(",") ? '"' + value + '"' : value;
    }

    private String line(User user) {
        List<String> cells = new ArrayList<>();
        cells.add(cell(user.name()));
        cells.add(cell(roster.names().of(user)));
        cells.add(time(user.label().created()));
        Optional<Login> login = user.keyring().login();
        cells.add(Boolean.toString(login.isPresent()));
        cells.add(
                login.map(_ ->
                                uses.find(user.id())
                                        .map(use -> time(use.at()))
                                        .orElse("no_information"))
                        .orElse(NONE));
        cells.add(login.map(it -> time(it.changed())).orElse(NONE));
        cells.add(login.map(this::nextRotation).orElse(NONE));
        cells.add(Boolean.toString(!roster.devicesOf(user).isEmpty()));
        for (int place = 0; place < Quotas.ACCESS_KEYS_PER_USER; place++) {
            List<AccessKey> keys = user.keyring().accessKeys();
            addKey(cells, place < keys.size() ? Optional.of(keys.get(place)) : Optional.empty());
        }
        for (int place = 0; place < Quotas.CERTIFICATES_PER_USER; place++) {
            List<SigningCertificate> certificates = user.keyring().certificates();
            addCertificate(
                    cells,
                    place < certificates.size()
                            ? Optional.of(certificates.get(place))
                            : Optional.empty());
        }
        return String.join(",", cells);
    }

    private String nextRotation(Login login) {
        int days = roster.account().passwordPolicy().map(PasswordPolicy::maximumAgeDays).orElse(0);
        return days == 0 ? NONE : time(login.changed().plus(Duration.ofDays(days)));
    }

    private void addKey(List<String> cells, Optional<AccessKey> key) {
        Optional<LastUse> use = key.map(AccessKey::id).flatMap(uses::find);
        cells.add(Boolean.toString(key.filter(AccessKey::active).isPresent()));
        cells.add(key.map(it -> time(it.created())).orElse(NONE));
        cells.add(use.map(it -> time(it.at())).orElse(NONE));
        cells.add(use.map(LastUse::region).orElse(NONE));
        cells.add(use.map(LastUse::service).orElse(NONE));
    }

    private static void addCertificate(List<String> cells, Optional<SigningCertificate> found) {
        cells.add(Boolean.toString(found.filter(SigningCertificate::active).isPresent()));
        cells.add(found.map(it -> time(it.uploaded())).orElse(NONE));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00");
    }
}
