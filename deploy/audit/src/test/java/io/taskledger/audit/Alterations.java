package io.taskledger.audit;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every field of an answer, and how it is made another. */
final class Alterations {

    private Alterations() {}

    static Set<String> paths(JsonNode node, String path) {
        Set<String> paths = new TreeSet<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(one -> paths.addAll(paths(one.getValue(), path + "/" + one.getKey())));
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            for (int i = 0; i < array.size(); i++) {
                paths.addAll(paths(array.get(i), path + "/" + i));
            }
        } else if (!node.isArray()) {
            paths.add(path);
        }
        return paths;
    }

    static void alter(JsonNode tree, String path, boolean gone) {
        ObjectNode parent = (ObjectNode) tree.at(path.substring(0, path.lastIndexOf('/')));
        String name = path.substring(path.lastIndexOf('/') + 1);
        JsonNode value = tree.at(path);
        if (gone) {
            parent.remove(name);
        } else if (value.isNumber()) {
            parent.put(name, value.decimalValue().add(BigDecimal.ONE));
        } else if (value.isBoolean()) {
            parent.put(name, !value.booleanValue());
        } else {
            // A time stays one.
            parent.put(name, value.stringValue().replaceFirst("^2|^[A-Za-z]", "3"));
        }
    }
}
