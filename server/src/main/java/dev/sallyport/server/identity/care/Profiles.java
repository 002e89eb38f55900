package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.InstanceProfile;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Makes and deletes instance profiles, and gives them their role.
public final class Profiles {
    private final Registrar registrar;

    public Profiles(Registrar registrar) {
        this.registrar = registrar;
    }

    public InstanceProfile create(String name, Optional<String> path, Map<String, String> tags) {
        return registrar.put(roster -> {
            if (roster.profiles().byName(name).isPresent()) {
                throw DirectoryFault.alreadyExists("Instance Profile " + name + " already exists.");
            }
            Quotas.check(roster.profiles().size(), Quotas.PROFILES, "InstanceProfilesPerAccount");
            return new InstanceProfile(
                    registrar.label("AIPA", path, name),
                    TagRules.add(Map.of(), tags),
                    Optional.empty());
        });
    }

    public void delete(String name) {
        registrar.remove(roster -> {
            InstanceProfile profile = roster.profile(name);
            if (profile.role().isPresent()) {
                throw DirectoryFault.deleteConflict(
                        "Cannot delete entity, must remove roles from instance profile first.");
            }
            return profile;
        });
    }

    public void addRole(String name, String roleName) {
        registrar.put(roster -> {
            InstanceProfile profile = roster.profile(name);
            String role = roster.role(roleName).id();
            Quotas.check(
                    profile.role().isPresent() ? 1 : 0, 1, "InstanceSessionsPerInstanceProfile");
            return profile.withRole(Optional.of(role));
        });
    }

    public void removeRole(String name, String roleName) {
        registrar.put(roster -> {
            InstanceProfile profile = roster.profile(name);
            String role = roster.role(roleName).id();
            if (profile.role().filter(role::equals).isEmpty()) {
                throw DirectoryFault.noSuchEntity(
                        "The role with name " + roleName + " cannot be found.");
            }
            return profile.withRole(Optional.empty());
        });
    }

    public void tag(String name, Map<String, String> tags) {
        registrar.put(roster -> {
            InstanceProfile profile = roster.profile(name);
            return profile.withTags(TagRules.add(profile.tags(), tags));
        });
    }

    public void untag(String name, Collection<String> keys) {
        registrar.put(roster -> {
            InstanceProfile profile = roster.profile(name);
            return profile.withTags(TagRules.remove(profile.tags(), keys));
        });
    }
}
