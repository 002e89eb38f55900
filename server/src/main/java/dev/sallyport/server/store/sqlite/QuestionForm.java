package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A question as JSON, but for its caller.
final class QuestionForm {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private QuestionForm() {}

    static String write(Question question) {
        ObjectNode form = JSON.createObjectNode();
        form.put("action", question.action());
        Aim aim = question.aim();
        put(form.putArray("resources"), aim.resources());
        put(form.putArray("unlessDenied"), aim.unlessDenied());
        ObjectNode keys = form.putObject("keys");
        aim.keys().forEach((key, values) -> put(keys.putArray(key), values));
        ArrayNode also = form.putArray("also");
        aim.also()
                .forEach(need ->
                        also.addObject()
                                .put("action", need.action())
                                .put("resource", need.resource()));
        Circumstances how = question.circumstances();
        form.put("at", how.at().toString());
        form.put("asked", how.asked().toString());
        form.put("sourceIp", how.sourceIp());
        form.put("userAgent", how.userAgent());
        form.put("secure", how.secure());
        form.put("region", how.region());
        return form.toString();
    }

    private static void put(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    static Question read(Caller caller, String text) {
        JsonNode form = JSON.readTree(text);
        Map<String, List<String>> keys = new HashMap<>();
        for (Map.Entry<String, JsonNode> key : form.required("keys").properties()) {
            keys.put(key.getKey(), list(key.getValue()));
        }
        Aim aim =
                new Aim(
                        list(form.required("resources")),
                        list(form.required("unlessDenied")),
                        keys,
                        also(form.path("also")));
        Circumstances how =
                new Circumstances(
                        Instant.parse(text(form, "at")),
                        Instant.parse(text(form, "asked")),
                        text(form, "sourceIp"),
                        text(form, "userAgent"),
                        form.required("secure").booleanValue(),
                        text(form, "region"));
        return new Question(caller, text(form, "action"), aim, how);
    }

    private static String text(JsonNode form, String field) {
        return form.required(field).stringValue();
    }

    /// Questions of before have none.
    private static List<Aim.Need> also(JsonNode array) {
        List<Aim.Need> needs = new ArrayList<>();
        array.forEach(
                need -> needs.add(new Aim.Need(text(need, "action"), text(need, "resource"))));
        return needs;
    }

    private static List<String> list(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.stringValue()));
        return values;
    }
}
