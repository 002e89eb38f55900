package dev.sallyport.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Walks one file and writes down what is too long, too deep, takes too much or says too little.
final class SizeScanner extends TreePathScanner<Void, Void> {
    static final int METHOD_LINES = 40;
    // Four is what we aim at; some questions of signatures and policies need six answers.
    static final int METHOD_PARAMETERS = 6;
    static final int CONSTRUCTOR_PARAMETERS = 7;
    static final int NESTING = 3;

    private final String source;
    private final CompilationUnitTree file;
    private final Trees trees;
    private final boolean shipped;
    private final List<String> faults;
    private String method = "";
    private int depth;
    private int deepest;

    SizeScanner(
            String source,
            CompilationUnitTree file,
            Trees trees,
            boolean shipped,
            List<String> faults) {
        this.source = source;
        this.file = file;
        this.trees = trees;
        this.shipped = shipped;
        this.faults = faults;
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
        boolean isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
        if (shipped && isPublic && trees.getDocComment(getCurrentPath()) == null) {
            faults.add(
                    at(type)
                            + type.getSimpleName()
                            + " has no comment (expected: one sentence on every public type)");
        }
        return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree tree, Void none) {
        String outerMethod = method;
        int outerDepth = depth;
        int outerDeepest = deepest;
        method = tree.getName().contentEquals("<init>") ? "constructor" : tree.getName() + "()";
        depth = 0;
        deepest = 0;
        super.visitMethod(tree, null);
        check(tree);
        method = outerMethod;
        depth = outerDepth;
        deepest = outerDeepest;
        return null;
    }

    private void check(MethodTree tree) {
        BlockTree body = tree.getBody();
        if (body != null) {
            limit(tree, lines(body), METHOD_LINES, "lines");
        }
        limit(tree, deepest, NESTING, "levels of nesting");
        if (!isRecordConstructor()) {
            boolean constructor = tree.getReturnType() == null;
            int most = constructor ? CONSTRUCTOR_PARAMETERS : METHOD_PARAMETERS;
            limit(tree, tree.getParameters().size(), most, "parameters");
        }
    }

    // A record's components are a value, not a list of arguments.
    private boolean isRecordConstructor() {
        return getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    }

    private void limit(Tree place, int actual, int most, String unit) {
        if (actual > most) {
            faults.add(
                    at(place)
                            + method
                            + ": "
                            + actual
                            + " "
                            + unit
                            + " (expected: at most "
                            + most
                            + ")");
        }
    }

    private int lines(Tree tree) {
        var positions = trees.getSourcePositions();
        var map = file.getLineMap();
        return (int)
                (map.getLineNumber(positions.getEndPosition(file, tree))
                        - map.getLineNumber(positions.getStartPosition(file, tree))
                        + 1);
    }

    private String at(Tree tree) {
        long start = trees.getSourcePositions().getStartPosition(file, tree);
        return source + ":" + file.getLineMap().getLineNumber(start) + ": ";
    }

    private Void nested(Runnable inner) {
        depth++;
        deepest = Math.max(deepest, depth);
        inner.run();
        depth--;
        return null;
    }

    @Override
    public Void visitIf(IfTree tree, Void none) {
        // `else if` continues a choice; it does not open another inside it.
        if (getCurrentPath().getParentPath().getLeaf() instanceof IfTree outer
                && outer.getElseStatement() == tree) {
            return super.visitIf(tree, null);
        }
        return nested(() -> super.visitIf(tree, null));
    }

    @Override
    public Void visitForLoop(ForLoopTree tree, Void none) {
        return nested(() -> super.visitForLoop(tree, null));
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void none) {
        return nested(() -> super.visitEnhancedForLoop(tree, null));
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree tree, Void none) {
        return nested(() -> super.visitWhileLoop(tree, null));
    }

    @Override
    public Void visitDoWhileLoop(DoWhileLoopTree tree, Void none) {
        return nested(() -> super.visitDoWhileLoop(tree, null));
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void none) {
        return nested(() -> super.visitSwitch(tree, null));
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void none) {
        return nested(() -> super.visitSwitchExpression(tree, null));
    }

    @Override
    public Void visitTry(TryTree tree, Void none) {
        return nested(() -> super.visitTry(tree, null));
    }

    @Override
    public Void visitSynchronized(SynchronizedTree tree, Void none) {
        return nested(() -> super.visitSynchronized(tree, null));
    }
}
