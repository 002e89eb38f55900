package dev.sallyport.server.api.sallyport;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.api.PathRoutes;
import dev.sallyport.server.api.ServiceFault;
import dev.sallyport.server.api.SignedAction;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.SshKey;
import dev.sallyport.server.identity.directory.User;
import dev.sallyport.server.net.HttpResponse;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /sallyport/v1/groups/{group}/ssh-keys`: the active SSH public keys of a group's members, in
/// one answer in place of the three calls per user that IAM has for it. Agents keep
/// `authorized_keys` by it.
///
///     {"group", "keys": [{"user", "id", "key"}]}
public final class GroupKeys {
    private static final int OK = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Directory directory;

    public GroupKeys(Directory directory) {
        this.directory = directory;
    }

    public void register(PathRoutes.Builder routes) {
        routes.signed(
                "GET",
                "/sallyport/v1/groups/{group}/ssh-keys",
                new SignedAction(
                        "sallyport",
                        "sallyport:GetGroupKeys",
                        name -> List.of(arn(name)),
                        SignedAction.ErrorStyle.JSON),
                (_, _, name) -> answer(name));
    }

    /// A group that is not there is one of the root path: who may not see it learns nothing.
    private String arn(String name) {
        Roster roster = directory.roster();
        return roster.groups()
                .byName(name)
                .map(group -> roster.names().of(group))
                .orElse("arn:aws:iam::" + roster.account().id() + ":group/" + name);
    }

    private HttpResponse answer(String name) {
        Roster roster = directory.roster();
        Group group =
                roster.groups()
                        .byName(name)
                        .orElseThrow(() ->
                                new ServiceFault(
                                        "ResourceNotFoundException",
                                        "The group with name " + name + " cannot be found."));
        ObjectNode form = JSON.createObjectNode();
        form.put("group", group.name());
        ArrayNode keys = form.putArray("keys");
        roster.members(group).stream()
                .sorted(Comparator.comparing(User::name))
                .forEach(user -> write(keys, user));
        return new HttpResponse(
                OK,
                List.of(new Header("Content-Type", "application/json")),
                Bytes.ofUtf8(form + "\n"));
    }

    private static void write(ArrayNode keys, User user) {
        user.keyring().sshKeys().stream()
                .filter(SshKey::active)
                .forEach(key -> {
                    ObjectNode form = keys.addObject();
                    form.put("user", user.name());
                    form.put("id", key.id());
                    form.put("key", key.body());
                });
    }
}
