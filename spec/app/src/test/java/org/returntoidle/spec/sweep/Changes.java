package org.returntoidle.spec.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.sweep.Change.Operator;

/**
 * Every change that the operators make to a class. Some do not compile: these are no changes. What
 * only makes words is left alone: other tests compare them.
 */
final class Changes extends TreePathScanner<@Nullable Void, @Nullable Void> {
  /** An enum with more constants is not tried out: one other constant has to do. */
  private static final int FEW = 12;

  private static final ImmutableSet<String> LISTS =
      ImmutableSet.of("of", "immutableEnumSet", "rows", "rowsWhen");

  private final Source source;
  private final JavaText java;
  private final Set<Change> found = new LinkedHashSet<>();
  private String method = "";

  private Changes(Source source) {
    this.source = source;
    this.java = new JavaText(source);
  }

  /** All of them, in the order of the text. */
  static ImmutableList<Change> of(Source source) {
    Changes changes = new Changes(source);
    changes.scan(changes.java.unit(), null);
    return ImmutableList.copyOf(changes.found);
  }

  private void add(Operator operator, int from, int to, String replacement) {
    if (!source.text().substring(from, to).equals(replacement)) {
      found.add(new Change(operator, source, method, from, to, replacement));
    }
  }

  private void replace(Operator operator, Tree tree, String replacement) {
    add(operator, java.start(tree), java.end(tree), replacement);
  }

  private String text(Tree tree) {
    return source.text().substring(java.start(tree), java.end(tree));
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
    if (tree != null && java.end(tree) < 0) {
      return null; // The compiler has written it.
    }
    if (tree instanceof ExpressionTree) {
      TypeMirror type = java.type(new TreePath(getCurrentPath(), tree));
      if (type != null && type.toString().equals("java.lang.String")) {
        return null;
      }
      if (isBoolean(type)) {
        condition(tree);
      }
    }
    return super.scan(tree, null);
  }

  private static boolean isBoolean(@Nullable TypeMirror type) {
    return type != null && type.getKind() == TypeKind.BOOLEAN;
  }

  private void condition(Tree tree) {
    if (tree instanceof LiteralTree
        || tree instanceof ParenthesizedTree
        || tree instanceof AssignmentTree
        || tree instanceof CompoundAssignmentTree) {
      return;
    }
    boolean binds = tree instanceof InstanceOfTree;
    replace(Operator.CONDITION, tree, binds ? "(" + text(tree) + " && false)" : "false");
    replace(Operator.CONDITION, tree, "true");
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
    String outer = method;
    method = tree.getSimpleName() + "";
    super.visitClass(tree, null);
    method = outer;
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
    if (tree.getReturnType() != null && text(tree.getReturnType()).equals("String")) {
      return null;
    }
    String outer = method;
    method = tree.getName().toString();
    scan(tree.getBody(), null);
    method = outer;
    return null;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
    boolean field = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
    if (field
        && tree.getInitializer() == null
        && tree.getType() != null
        && text(tree.getType()).equals("boolean")
        && !tree.getModifiers().getFlags().contains(Modifier.FINAL)) {
      replace(Operator.OVERWRITTEN, tree, text(tree).replace(";", " = true;"));
    }
    return scan(tree.getInitializer(), null);
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void nothing) {
    return scan(tree.getStatement(), null); // Whatever a change does, it comes to an end.
  }

  @Override
  public @Nullable Void visitExpressionStatement(
      ExpressionStatementTree tree, @Nullable Void nothing) {
    boolean call = text(tree).startsWith("super(") || text(tree).startsWith("this(");
    if (!call) {
      replace(Operator.LEFT_OUT, tree, "{}");
    }
    return super.visitExpressionStatement(tree, null);
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
    if (tree.getExpression() == null) {
      replace(Operator.LEFT_OUT, tree, "{}");
    }
    return super.visitReturn(tree, null);
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
    Tree body = tree.getBody();
    if (body instanceof AssignmentTree || body instanceof MethodInvocationTree) {
      replace(Operator.LEFT_OUT, body, "{}");
    }
    return scan(body, null);
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void nothing) {
    List<? extends CaseTree> cases = tree.getCases();
    for (int i = 0; i < cases.size(); i++) {
      Tree body = cases.get(i).getBody();
      Tree other = cases.get((i + 1) % cases.size()).getBody();
      if (body instanceof ExpressionTree && other instanceof ExpressionTree) {
        replace(Operator.BRANCH, body, text(other));
      } else if (body instanceof ExpressionStatementTree && other != null) {
        String of = text(other);
        replace(Operator.BRANCH, body, of.endsWith(";") || of.endsWith("}") ? of : of + ";");
      }
    }
    return super.visitSwitchExpression(tree, null);
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void nothing) {
    if (tree.getExpressions().size() > 1) {
      for (ExpressionTree label : tree.getExpressions()) {
        leaveOut(tree.getExpressions(), label);
      }
    }
    scan(tree.getStatements(), null);
    return scan(tree.getBody(), null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select) {
      TypeMirror whole = java.type(getCurrentPath());
      TreePath receiver = new TreePath(getCurrentPath(), select.getExpression());
      TypeMirror part = java.type(receiver);
      if (whole != null && part != null && whole.toString().equals(part.toString())) {
        replace(Operator.LEFT_OUT, tree, text(select.getExpression()));
      }
      if (select.getIdentifier().contentEquals("addAll")
          && select.getExpression() instanceof MethodInvocationTree before
          && before.getMethodSelect() instanceof MemberSelectTree first
          && first.getIdentifier().contentEquals("addAll")) {
        swap(before.getArguments().get(0), tree.getArguments().get(0));
      }
    }
    String name = tree.getMethodSelect().toString().replaceFirst(".*\\.", "");
    if (LISTS.contains(name) && tree.getArguments().size() > 1) {
      List<? extends ExpressionTree> all = tree.getArguments();
      for (int i = 0; i < all.size(); i++) {
        leaveOut(all, all.get(i));
        if (i > 0 && name.startsWith("rows")) {
          swap(all.get(i - 1), all.get(i));
        }
      }
    }
    return super.visitMethodInvocation(tree, null);
  }

  private void leaveOut(List<? extends ExpressionTree> all, ExpressionTree one) {
    int place = all.indexOf(one);
    int from = place == 0 ? java.start(one) : java.end(all.get(place - 1));
    int to = place == 0 ? java.start(all.get(1)) : java.end(one);
    add(Operator.LEFT_OUT, from, to, "");
  }

  private void swap(Tree one, Tree other) {
    String between = source.text().substring(java.end(one), java.start(other));
    add(Operator.ORDER, java.start(one), java.end(other), text(other) + between + text(one));
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void nothing) {
    value(tree.getExpression());
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void nothing) {
    return scan(tree.getExpression(), null);
  }

  /** What is assigned may be something else. */
  private void value(ExpressionTree tree) {
    TypeMirror type = java.type(new TreePath(getCurrentPath(), tree));
    Element element = java.element(new TreePath(getCurrentPath(), tree));
    if (type instanceof DeclaredType declared && (element == null || !isConstant(element))) {
      for (String other : constants(declared)) {
        replace(Operator.OVERWRITTEN, tree, other);
      }
      boolean optional = type.toString().startsWith("java.util.Optional<");
      if (optional && !text(tree).equals("Optional.empty()")) {
        replace(Operator.OVERWRITTEN, tree, "java.util.Optional.empty()");
      }
    }
  }

  /** The constants of an enum, or of a class that has some. */
  private static List<String> constants(DeclaredType type) {
    TypeElement of = (TypeElement) type.asElement();
    List<String> names = new ArrayList<>();
    for (Element member : of.getEnclosedElements()) {
      boolean constant =
          member.getKind() == ElementKind.ENUM_CONSTANT
              || (member.getKind() == ElementKind.FIELD
                  && member.getModifiers().contains(Modifier.STATIC)
                  && member.getModifiers().contains(Modifier.PUBLIC)
                  && member.asType().toString().equals(of.asType().toString()));
      if (constant) {
        names.add(of.getQualifiedName() + "." + member.getSimpleName());
      }
    }
    return names;
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
    constant(tree);
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void nothing) {
    if (constant(tree)) {
      return null;
    }
    return super.visitMemberSelect(tree, null);
  }

  /** An enum's constant becomes another one. */
  private boolean constant(ExpressionTree tree) {
    Element element = java.element(getCurrentPath());
    if (element == null
        || !isConstant(element)
        || !(element.asType() instanceof DeclaredType type)
        || !type.asElement().equals(element.getEnclosingElement())) {
      return false;
    }
    List<String> all = constants(type);
    int own = all.indexOf(qualified(type, element));
    if (all.size() == 1) {
      return true;
    }
    for (int i = 1; i < (all.size() > FEW ? 2 : all.size()); i++) {
      replace(Operator.CONSTANT, tree, all.get((own + i) % all.size()));
    }
    return true;
  }

  private static String qualified(DeclaredType type, Element constant) {
    TypeElement of = (TypeElement) type.asElement();
    return of.getQualifiedName() + "." + constant.getSimpleName();
  }

  private static boolean isConstant(Element element) {
    return element.getKind() == ElementKind.ENUM_CONSTANT
        || (element.getKind() == ElementKind.FIELD
            && element.getModifiers().contains(Modifier.STATIC));
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void nothing) {
    if (tree.getValue() instanceof Integer number) {
      replace(Operator.CONSTANT, tree, Integer.toString(number + 1));
      if (number > 0) {
        replace(Operator.CONSTANT, tree, Integer.toString(number - 1));
      }
    } else if (tree.getValue() instanceof Boolean is) {
      replace(Operator.CONSTANT, tree, Boolean.toString(!is));
    }
    return null;
  }
}
