"""Every text that a person sees can be translated."""

from __future__ import annotations

import ast

from tests.architecture.source import calls, modules

SHOWN_BY = {
    "QAction",
    "QCheckBox",
    "QGroupBox",
    "QLabel",
    "QPushButton",
    "QRadioButton",
    "QToolButton",
    "addAction",
    "addItem",
    "addTab",
    "say",
    "setAccessibleDescription",
    "setAccessibleName",
    "setPlaceholderText",
    "setStatusTip",
    "setText",
    "setTitle",
    "setToolTip",
    "setWhatsThis",
    "setWindowTitle",
    "warn",
}
TRANSLATORS = {"N_", "_", "ngettext"}
PRODUCT_NAME = "Huddle"


def bare_words(node: ast.AST) -> bool:
    """Whether an expression puts words together outside the translators."""
    match node:
        case ast.Constant(value=str() as text):
            return any(letter.isalpha() for letter in text) and text != PRODUCT_NAME
        case ast.JoinedStr(values=parts):
            return any(bare_words(part) for part in parts if isinstance(part, ast.Constant))
        case ast.IfExp(body=body, orelse=orelse):
            return bare_words(body) or bare_words(orelse)
        case ast.BinOp(left=left, right=right):
            return bare_words(left) or bare_words(right)
        case ast.Call(func=ast.Attribute(value=value, attr="format")):
            return bare_words(value)
    return False


def put_together(node: ast.AST) -> bool:
    """Whether a text is made on the spot, so that no catalogue can hold it."""
    match node:
        case ast.JoinedStr() | ast.BinOp(left=ast.Constant(value=str())):
            return True
        case ast.Call(func=ast.Attribute(attr="format")):
            return True
    return False


def test_no_text_is_handed_to_a_widget_untranslated() -> None:
    bare = [
        f"{module.at(call)} {name}"
        for module in modules("ui")
        for name, call in calls(module.tree)
        if name in SHOWN_BY and any(bare_words(argument) for argument in call.args)
    ]
    assert bare == []


def test_what_is_translated_is_a_plain_literal() -> None:
    wrong = [
        f"{module.at(call)} {name}"
        for module in modules("huddle", "ui")
        for name, call in calls(module.tree)
        if name in TRANSLATORS and any(put_together(argument) for argument in call.args)
    ]
    assert wrong == []


def test_placeholders_have_names() -> None:
    wrong = [
        module.at(call)
        for module in modules("huddle", "ui")
        for name, call in calls(module.tree)
        if name in TRANSLATORS
        for argument in call.args
        if isinstance(argument, ast.Constant) and "{}" in str(argument.value)
    ]
    assert wrong == []
