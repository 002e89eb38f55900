package dev.sallyport.cli.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sallyport completion`.
@Command(
        name = "completion",
        header = "Print a completion script for bash or zsh.",
        footer = {
            "",
            "Add to ~/.bashrc:   source <(sallyport completion bash)",
            "Add to ~/.zshrc:    source <(sallyport completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {
    private enum Shell {
        bash,
        zsh
    }

    private final Workbench bench;

    @Spec private final CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    CompletionCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        if (shell == Shell.zsh) {
            bench.report().line("autoload -U +X compinit && compinit");
        }
        bench.report().line(AutoComplete.bash("sallyport", spec.root().commandLine()));
        return 0;
    }
}
