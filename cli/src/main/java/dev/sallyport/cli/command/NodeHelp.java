package dev.sallyport.cli.command;

/// The words of help texts that several commands share.
final class NodeHelp {
    static final String NODE =
            "NODE is a node's id (mi-...), its i- twin, its Name tag, its computer name, the beginning"
                    + " of one of these, or tag:KEY=VALUE. At a terminal any part of a name will do,"
                    + " and if several nodes fit, they are shown to choose from.";

    private NodeHelp() {}
}
