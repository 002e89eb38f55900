package dev.sallyport.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// How large files and methods may grow, counted with the compiler's own parser.
final class Sizes {
    static final int FILE_LINES = 400;
    static final int IMPORTS = 35;

    private Sizes() {}

    /// Everything that is too large in these files, one line each.
    ///
    /// @param shipped whether public types must say what they are
    static List<String> faults(List<SourceFile> sources, boolean shipped) {
        List<String> faults = new ArrayList<>();
        for (SourceFile source : sources) {
            if (source.lines() > FILE_LINES) {
                faults.add(
                        source.name()
                                + ": "
                                + source.lines()
                                + " lines (expected: at most "
                                + FILE_LINES
                                + ")");
            }
        }
        parse(
                sources,
                (tree, trees, source) -> {
                    int imports = tree.getImports().size();
                    if (imports > IMPORTS) {
                        faults.add(
                                source
                                        + ": "
                                        + imports
                                        + " imports (expected: at most "
                                        + IMPORTS
                                        + ")");
                    }
                    new SizeScanner(source, tree, trees, shipped, faults).scan(tree, null);
                });
        return faults;
    }

    private interface Visit {
        void to(CompilationUnitTree tree, Trees trees, String source);
    }

    private static void parse(List<SourceFile> sources, Visit visit) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new DiagnosticCollector<JavaFileObject>();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach(source -> units.add(new Unit(source)));
        JavacTask task =
                (JavacTask)
                        compiler.getTask(
                                null, null, complaints, List.of("-proc:none"), null, units);
        Trees trees = Trees.instance(task);
        try {
            for (CompilationUnitTree tree : task.parse()) {
                visit.to(tree, trees, tree.getSourceFile().toUri().getPath().substring(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (complaints.getDiagnostics().stream()
                .anyMatch(complaint -> complaint.getKind() == Diagnostic.Kind.ERROR)) {
            throw new IllegalStateException("cannot parse: " + complaints.getDiagnostics());
        }
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final SourceFile source;

        Unit(SourceFile source) {
            super(URI.create("source:///" + source.name()), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }
}
