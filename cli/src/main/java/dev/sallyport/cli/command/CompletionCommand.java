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
    /// Adds names of nodes to what picocli's script completes. A name is data here and never
    /// evaluated; besides, {@link NodeCache} lets none through that a shell could read.
    private static final String NODES =
            """

            _sallyport_with_nodes() {
              _complete_sallyport
              local word=${COMP_WORDS[COMP_CWORD]} user= name names
              case "${COMP_WORDS[1]:-}" in
                shell | exec | forward | ssh | proxy | wait) ;;
                *) return 0 ;;
              esac
              [[ ${COMP_CWORD} -lt 2 || $word == -* ]] && return 0
              if [[ ${COMP_WORDS[1]} == ssh && $word == *@* ]]; then
                user=${word%@*}@ word=${word##*@}
              fi
              names=$("${COMP_WORDS[0]}" complete-nodes 2>/dev/null </dev/null) || return 0
              while IFS= read -r name; do
                [[ $name =~ ^[A-Za-z0-9._-]+$ && $name == "$word"* ]] && COMPREPLY+=("$user$name")
              done <<<"$names"
              return 0
            }
            complete -F _sallyport_with_nodes -o default sallyport
            """;

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
        bench.report().line(NODES);
        return 0;
    }
}
