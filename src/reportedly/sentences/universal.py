"""Universal Dependencies → the labels that the claim steps read (docs/decisions/trees.md), for Russian and Ukrainian.

Where the two differ in more than a name: prepositions and copulas become heads, names are headed by their last word, counted nouns by the noun,
"заявил о том, что …" gets its clause under the verb. Guidelines: universaldependencies.org, version 2; ClearNLP's labels as spaCy's English has them.

The rule that must not be broken: what comes out is a tree over the same words, whatever comes in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.sentences import slavic_words as words

if TYPE_CHECKING:
    from reportedly.sentences.nodes import Node, Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM", "DET"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_OF_CLAUSE = _SUBJECTS | frozenset(
    ["mark", "punct", "cc", "aux", "aux:pass", "parataxis", "advcl", "obl", "discourse", "vocative", "ccomp", "xcomp", "expl", "cop", "iobj", "dislocated"],
)
_OF_THINGS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "pobj"})
_CLAUSAL = frozenset({"root", "ccomp", "conj", "advcl", "parataxis", "acl:relcl", "acl", "csubj", "xcomp"})
_SAME = frozenset(
    [
        "aux",
        "mark",
        "ccomp",
        "xcomp",
        "advcl",
        "acl",
        "amod",
        "appos",
        "nummod",
        "advmod",
        "cc",
        "conj",
        "punct",
        "parataxis",
        "compound",
        "det",
        "csubj",
        "nsubj",
    ]
)
_PLAIN = {
    **{label: label for label in _SAME},
    **dict.fromkeys(("flat", "flat:name", "flat:foreign", "goeswith"), "compound"),
    **dict.fromkeys(("nummod:gov", "nummod:entity"), "nummod"),
    "root": "ROOT",
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "iobj": "dative",
    "aux:pass": "auxpass",
    "cop": "aux",
    "acl:relcl": "relcl",
    "discourse": "intj",
    "vocative": "npadvmod",
    "case": "prep",
    "list": "conj",
}
_DONE = frozenset({"prep", "pobj", "attr", "acomp", "quantmod", "ROOT", "prep of conj"})


def to_clear(tree: Tree) -> None:
    """Changes heads and relations in place. Wants UD relations, ``pos``, ``features`` and ``lemma``; sets ``tag`` too."""
    present = {node.relation for node in tree.nodes}
    if {"flat", "flat:name", "flat:foreign", "appos"} & present:
        _head_names_by_last(tree)
    _head_counts_by_noun(tree)
    if "cop" in present:
        _head_by_copula(tree)
    _lift_told_clauses(tree)
    _mend_attachments(tree)
    _join_ranges(tree)
    _hang_under_prepositions(tree)
    _share_conjunctions(tree)
    for node in tree.nodes:
        if node.pos == "ADJ" and node.relation in _OF_THINGS and "VerbForm" not in node.features:
            node.pos = "PROPN" if node.text[:1].isupper() and node.index else "NOUN"
        _rename(tree, node)
    for node in tree.nodes:
        node.tag = _tag(tree, node)


def _head_names_by_last(tree: Tree) -> None:
    """For "Иван Петров": the last word of the name heads it, as in English; a name flat under a common noun is its apposition."""
    for node in tree.nodes:
        for kid in tree.kids(node, {"appos"}):
            if kid.index == node.index + 1 and node.pos == kid.pos == "PROPN" and not (node.text.isupper() or kid.text.isupper()):
                kid.relation = "flat:name"  # "Максим Ткаченко": nothing between two names makes one of them an apposition
        flat = [kid for kid in tree.kids(node, {"flat", "flat:name", "flat:foreign"}) if kid.pos != "PUNCT" and kid.index > node.index]
        if not flat:
            continue
        if node.pos == "NOUN" and flat[0].pos == "PROPN":
            first, *rest = flat
            first.relation = "appos"
            for kid in rest:
                tree.hang(kid, first, kid.relation)
            continue
        last = flat[-1]
        if last.pos == node.pos:
            tree.lift(last, node)
            node.relation = "flat"
            tree.pass_on(node, last)


def _head_counts_by_noun(tree: Tree) -> None:
    """For "5 тысяч солдат", "не менее 15 человек": the noun that is counted is the head, and what counts it its ``nummod``."""
    for node in tree.nodes:
        if node.lemma in words.NOUNS_OF_NUMBER and node.pos in {"NOUN", "NUM", "X"}:
            counted = next((kid for kid in tree.kids(node, {"nmod", "obl", "appos"}) if _is_counted(tree, node, kid)), None) or _counted_behind(tree, node)
            for kid in tree.kids(node, {"nummod", "nummod:gov"}):
                kid.relation = "compound"
            if counted is not None:
                tree.lift(counted, node)
                node.relation = "nummod"
                tree.pass_on(node, counted, _OF_CLAUSE | {"case", "conj", "acl", "acl:relcl", "appos"})
        elif node.lemma in words.COMPARED and node.relation not in {"advmod", "case", "fixed"}:
            counted = next(
                (kid for kid in tree.kids(node, {"nmod", "obl", "obj", "nummod"}) if kid.index > node.index and kid.pos in {"NOUN", "PROPN", "NUM"}), None
            )
            if counted is not None and tree.kid(counted, {"case"}) is None:
                tree.lift(counted, node)
                node.relation = "quantmod"
                tree.pass_on(node, counted, _OF_CLAUSE | {"case", "conj"})


def _is_counted(tree: Tree, number: Node, noun: Node) -> bool:
    if noun.index < number.index or noun.pos not in {"NOUN", "PROPN", "ADJ"} or noun.features.get("Case", "Gen") != "Gen":
        return False
    preposition = tree.kid(noun, {"case"})
    return preposition is None or (preposition.lemma in words.AROUND and preposition.index < number.index)


def _counted_behind(tree: Tree, number: Node) -> Node | None:
    """For "5 тыс. жителей" that the abbreviation's full stop has torn: the noun right behind, hung on the number."""
    at = number.index + 1
    if at < len(tree.nodes) and tree.nodes[at].text == ".":
        at += 1
    if at >= len(tree.nodes):
        return None
    noun = tree.nodes[at]
    is_torn = noun.pos == "NOUN" and noun.features.get("Number") == "Plur" and noun.features.get("Case") in {"Gen", "Acc"} and not noun.is_root
    if not is_torn or noun.head not in {number.head, number.index} or tree.kid(noun, {"case"}) is not None:
        return None
    tree.hang(noun, number, "nmod")
    return noun


def _head_by_copula(tree: Tree) -> None:
    """For "город был под контролем", "он был министром": the copula heads the clause, the rest hangs on it."""
    for node in tree.nodes:
        copula = tree.kid(node, {"cop"})
        if copula is None or copula.lemma not in words.COPULAS:
            continue
        if node.pos == "VERB" and node.features.get("VerbForm") == "Part":
            copula.relation = "aux:pass"  # a passive whose auxiliary the parser took for a copula
            continue
        tree.lift(copula, node)
        is_noun = node.pos in _NOMINAL
        for kid in tree.kids(node, None):
            between = min(copula.index, node.index) < kid.index < max(copula.index, node.index)
            if kid.relation in _OF_CLAUSE or (kid.relation == "advmod" and not (between and kid.lemma not in words.NEGATIONS)):
                tree.hang(kid, copula, kid.relation)
            elif kid.relation == "conj" and kid.pos in {"VERB", "AUX"}:
                tree.hang(kid, copula, "conj")
        node.relation = "obl" if tree.kid(node, {"case"}) is not None else "attr" if is_noun else "acomp"


def _lift_told_clauses(tree: Tree) -> None:
    """For "заявил о том, что …": the clause goes under the verb as its complement; "то" is only its peg. Clauses behind a colon likewise."""
    for node in tree.nodes:
        if node.relation in {"acl", "ccomp", "advcl", "acl:relcl"} and node.head != node.index:
            peg = tree.nodes[node.head]
            mark = tree.kid(node, {"mark"})
            if peg.lemma in words.THAT and peg.head != peg.index and peg.index < node.index and mark is not None and mark.lemma in words.MARKS_OF_CONTENT:
                above = tree.nodes[peg.head]
                tree.hang(node, above, "ccomp" if above.pos in {"VERB", "AUX", "ADJ"} else "acl")
        elif node.relation in {"parataxis", "conj"} and node.head < node.index and tree.nodes[node.head].pos == "VERB" and _is_behind_colon(tree, node):
            node.relation = "ccomp"


def _mend_attachments(tree: Tree) -> None:
    """What the parser is known to hang wrongly: "обстрелял из миномётов X", "сообщает агентство со ссылкой на X", "…, сообщили в понедельник в штабе"."""
    for node in tree.nodes:
        if node.is_root:
            continue
        head = tree.nodes[node.head]
        if node.relation == "appos" and head.lemma in words.WEAPONS:
            _hang_as_object(tree, node, head)
        elif node.lemma in words.CITATIONS and tree.kid(node, {"case"}) is not None:
            verb = next((other for other in reversed(tree.nodes[: node.index]) if other.pos == "VERB"), None)
            if verb is not None and not _is_below(tree, verb, node):
                tree.hang(node, verb, "obl")
        elif node.relation == "amod" and node.lemma in words.PEOPLE and head.index == node.index + 1 and head.pos == "PROPN" and head.text.isupper():
            tree.lift(node, head)  # "120 военных ВСУ": soldiers of the army
            head.relation, node.pos = "nmod", "NOUN"
            tree.pass_on(head, node)
        elif node.relation == "advcl" and node.index < head.index and _is_told_before(tree, node, head):
            node.relation = "ccomp"
        elif node.relation == "obl" and head.pos in {"VERB", "AUX"} and head.index < node.index:
            _mend_phrase(tree, node, head)


def _hang_as_object(tree: Tree, node: Node, weapon: Node) -> None:
    """A name behind a weapon is what was fired at, where the verb before has no object."""
    verb = tree.nodes[weapon.head]
    if verb.pos == "VERB" and node.index > weapon.index > verb.index and tree.kid(verb, {"obj"}) is None:
        tree.hang(node, verb, "obj")


def _mend_phrase(tree: Tree, node: Node, head: Node) -> None:
    """A phrase of a parenthesis goes back to it; a name that looks like an adjective ("в районах Рыбного") to the noun before."""
    before = tree.nodes[node.index - 1]
    if tree.kid(node, {"case"}) is not None:
        _hang_on_teller(tree, node, head)
    elif node.text[:1].isupper() and node.features.get("Case") == "Gen" and before.pos == "NOUN":
        tree.hang(node, before, "nmod")


def _join_ranges(tree: Tree) -> None:
    """For "повреждены от 40 до 50 машин": the noun is the verb's subject or object, and the range its number."""
    nodes = tree.nodes
    for first in range(len(nodes) - 4):
        opening, lower, until, upper, noun = nodes[first : first + 5]
        if opening.lemma not in words.FROM or until.lemma != "до" or not (lower.pos == upper.pos == "NUM") or noun.pos != "NOUN" or noun.is_root:
            continue
        verb = nodes[first - 1] if first and nodes[first - 1].pos == "VERB" else _verb_above(tree, opening)
        if verb is None or verb in (opening, lower, until, upper) or _is_below(tree, verb, noun):
            continue
        tree.hang(noun, verb, "nsubj" if tree.kid(verb, _SUBJECTS) is None else "obj")
        for word in (upper, until, lower, opening):
            if not _is_below(tree, noun, word):
                tree.hang(word, noun, "quantmod" if word is not upper else "nummod")


def _verb_above(tree: Tree, node: Node) -> Node | None:
    """The first verb up the tree."""
    while not node.is_root:
        node = tree.nodes[node.head]
        if node.pos == "VERB":
            return node
    return None


def _is_below(tree: Tree, node: Node, top: Node) -> bool:
    """True when ``node`` hangs from ``top`` by any number of steps."""
    while not node.is_root:
        if node is top:
            return True
        node = tree.nodes[node.head]
    return node is top


def _is_told_before(tree: Tree, node: Node, head: Node) -> bool:
    """For "войска отступают, сообщает X": what stands before the comma is what is told, and no circumstance of the telling."""
    if node.features.get("Mood") != "Ind" or head.pos != "VERB" or tree.kid(node, {"mark"}) is not None:
        return False
    subject = tree.kid(head, {"nsubj"})
    return subject is not None and subject.index > head.index and tree.nodes[head.index - 1].pos == "PUNCT"


def _hang_on_teller(tree: Tree, node: Node, head: Node) -> None:
    """A phrase in a parenthesis ("…, сообщили в понедельник в штабе") is the parenthesis' own, though the parser hangs it on the verb before."""
    for verb in tree.kids(head, {"parataxis"}):
        behind = range(verb.index + 1, min(kid.index for kid in (node, *tree.kids(node))))
        if head.index < verb.index < node.index and verb.pos == "VERB" and not any(tree.nodes[position].pos in {"PUNCT", "VERB"} for position in behind):
            tree.hang(node, verb, "obl")
            return


def _is_behind_colon(tree: Tree, node: Node) -> bool:
    """True when a colon stands right before the clause's first word, opening marks aside."""
    below = [node]
    for inner in below:
        below.extend(tree.kids(inner))
    at = min(inner.index for inner in below if inner.pos != "PUNCT") - 1
    while at > node.head and tree.nodes[at].pos == "PUNCT":
        if tree.nodes[at].text == ":":
            return True
        at -= 1
    return False


def _hang_under_prepositions(tree: Tree) -> None:
    """Prepositions become heads of their nouns: ``prep`` and ``pobj``. Without a copula the preposition heads the clause."""
    for node in tree.nodes:
        if tree.kid(node, {"case"}) is None:
            continue
        cases = [kid for kid in tree.kids(node, {"case"}) if kid.pos in {"ADP", "SCONJ", "ADV", "NOUN", "X", "PART", "CCONJ", "VERB", "ADJ"}]
        number = node if node.relation in {"nummod", "nummod:gov"} else tree.kid(node, {"nummod", "nummod:gov"})
        first = cases[0] if cases else None
        if first is None:
            continue
        if number is node and first.lemma in words.AROUND:
            first.relation = "quantmod"
            continue
        if (
            number is not None
            and first.lemma in words.AROUND
            and first.index < number.index
            and (node.relation in _SUBJECTS | {"obj"} or first.lemma in words.COMPARED)
        ):
            tree.hang(first, number, "quantmod")
            continue
        relation = node.relation
        tree.lift(first, node)
        node.relation = "pobj"
        for further in cases[1:]:
            tree.hang(further, first, "prep")
        if relation in _CLAUSAL - {"conj"} or (relation == "conj" and tree.kid(node, _SUBJECTS) is not None):
            tree.pass_on(node, first, _OF_CLAUSE | {"advmod", "conj"} if tree.kid(node, _SUBJECTS) is not None else {"mark", "cc", "parataxis", "punct"})
            first.relation = relation if relation not in {"parataxis", "xcomp", "acl", "advcl"} or tree.kid(first, _SUBJECTS | {"mark"}) is not None else "prep"
        elif relation == "conj":
            _join_prepositions(tree, first)
        else:
            first.relation = "prep"


def _take_for_bound(tree: Tree, node: Node, preposition: Node, number: Node) -> None:
    """For "погибли около 50 человек": "около" belongs to the number, and the noun is the verb's subject or object."""
    tree.hang(preposition, number, "quantmod")
    head = tree.nodes[node.head]
    if node.relation == "obl" and head.pos == "VERB":
        node.relation = "nsubj" if tree.kid(head, _SUBJECTS) is None else "obj"


def _join_prepositions(tree: Tree, preposition: Node) -> None:
    """For "в городе и в селе": the second preposition is joined to the first."""
    member = tree.nodes[preposition.head]
    if member.relation == "pobj":
        tree.hang(preposition, tree.nodes[member.head], "conj")
        for cc in tree.kids(tree.nodes[preposition.children[-1]] if preposition.children else preposition, {"cc"}):
            tree.hang(cc, preposition, "cc")
    elif member.pos not in {"VERB", "AUX"}:
        preposition.relation = "conj"
    else:
        preposition.relation = "prep"


def _share_conjunctions(tree: Tree) -> None:
    """UD hangs "и" on the member behind it, ClearNLP on the first."""
    for node in tree.nodes:
        if node.relation == "conj":
            for kid in tree.kids(node, {"cc"}):
                if kid.index < node.index:
                    tree.hang(kid, tree.nodes[node.head], "cc")


def _rename(tree: Tree, node: Node) -> None:
    relation = node.relation
    if relation in _DONE:
        return
    head = tree.nodes[node.head]
    if node.is_root:
        node.relation = "ROOT"
    elif relation == "fixed":
        node.relation = {"prep": "prep", "case": "prep", "mark": "mark", "cc": "cc"}.get(head.relation, "advmod")
    elif relation in {"obl", "obj", "nmod", "obl:agent"} or (relation == "iobj" and node.features.get("Case", "Dat") != "Dat"):
        node.relation = _bare(tree, node, head)
    elif relation in {"advmod", "discourse", "aux"}:
        node.relation = _particle(node, head)
    else:
        node.relation = _by_form(tree, node, head)


def _particle(node: Node, head: Node) -> str:
    """The label of a little word: не, бы, пусть, как."""
    if node.lemma in words.NEGATIONS:
        return "neg"
    if node.lemma in words.CONDITIONAL or (node.lemma in words.LETTING and head.pos in {"VERB", "AUX"}):
        return "aux"
    if node.pos == "SCONJ" and node.lemma in words.AS:
        return "mark"
    return "intj" if node.relation == "discourse" else node.relation


def _by_form(tree: Tree, node: Node, head: Node) -> str:
    """The label that the word's form or mark decides; else UD's, under ClearNLP's name."""
    relation = node.relation
    if relation in {"det", "amod", "nmod:poss"} and (node.lemma in words.POSSESSIVES or node.text.lower() in words.POSSESSIVES):
        return "poss"
    if relation in {"csubj", "csubj:pass", "ccomp"} and _is_bare_infinitive(tree, node):
        return "xcomp"
    if relation == "xcomp" and node.pos in {"NOUN", "PROPN", "ADJ"} and "VerbForm" not in node.features:
        return "acomp" if node.pos == "ADJ" else "attr"
    if relation == "parataxis" and (mark := tree.kid(node, {"mark", "advmod"})) is not None and mark.lemma in words.AS:
        return "advcl"
    if relation == "nsubj" and is_passive_participle(head):
        return "nsubjpass"
    return _PLAIN.get(relation, "dep")


def _bare(tree: Tree, node: Node, head: Node) -> str:
    """The label of a noun that hangs on its head by its case alone."""
    case = node.features.get("Case", "")
    if node.relation == "nmod" or (node.relation == "obl" and head.pos in {"NOUN", "PROPN"}):
        return _bare_under_noun(node, head, case)
    is_passive = is_passive_participle(head) or tree.kid(head, {"nsubj:pass", "nsubjpass"}) is not None
    if case == "Ins":
        if is_passive:
            return "npadvmod" if node.lemma in words.MEANS_AND_TIMES else "agent"
        return "dobj" if node.relation == "obj" and head.lemma in words.GOVERNING_INSTRUMENTAL else "npadvmod"
    if case == "Dat":
        return "dative"
    if node.relation == "obj":
        return "nsubjpass" if is_passive_participle(head) and tree.kid(head, {"nsubj:pass", "nsubjpass", "nsubj"}) is None else "dobj"
    takes_object = case == "Acc" and head.pos == "VERB" and tree.kid(head, {"obj", "dobj"}) is None and node.lemma not in words.MEANS_AND_TIMES
    return "dobj" if takes_object and node.relation == "obl" and "ся" not in head.lemma[-2:] and tree.kid(node, {"nummod"}) is None else "npadvmod"


def _bare_under_noun(node: Node, head: Node, case: str) -> str:
    if node.index > head.index and (case in {"Gen", ""} or node.features.get("Abbr") == "Yes"):
        return "poss"
    if case == "Dat":
        return "dative"
    if case == "Ins":
        return "agent" if head.lemma.endswith(("ие", "ье", "ня", "тя", "ция", "ка")) and node.lemma not in words.MEANS_AND_TIMES else "npadvmod"
    if case in {"Nom", "Acc"} and node.index > head.index:
        return "appos"
    return "poss" if case == "Gen" and node.pos == "PROPN" else "nmod"


def is_passive_participle(node: Node) -> bool:
    """True for "взят", "взято", "освобождённый", Ukrainian "звільнено"."""
    return node.pos in {"VERB", "ADJ"} and node.features.get("VerbForm") in {"Part", "Imps"} and node.features.get("Voice", "Pass") == "Pass"


def _is_bare_infinitive(tree: Tree, node: Node) -> bool:
    return node.features.get("VerbForm") == "Inf" and tree.kid(node, {"mark"}) is None and tree.kid(node, _SUBJECTS) is None


# ── Penn tags ──

_TAGS = {"ADJ": "JJ", "ADV": "RB", "ADP": "IN", "CCONJ": "CC", "SCONJ": "IN", "PART": "RP", "NUM": "CD", "DET": "DT", "INTJ": "UH", "SYM": "SYM", "PRON": "PRP"}
_OPENING, _CLOSING = "``", "''"
_MARKS = {
    **dict.fromkeys("…:;—–", ":"),
    **dict.fromkeys("«“„", _OPENING),
    **dict.fromkeys('»”"', _CLOSING),
    ",": ",",
    "-": "HYPH",
    "(": "-LRB-",
    ")": "-RRB-",
}


def _tag(tree: Tree, node: Node) -> str:
    pos, plural = node.pos, node.features.get("Number") == "Plur"
    if node.relation == "aux" and node.lemma in words.CONDITIONAL:
        return "MD"
    if pos in {"VERB", "AUX"} or "VerbForm" in node.features:
        return _verb_tag(tree, node, plural=plural)
    if pos in {"NOUN", "PROPN"}:
        return ("NN" if pos == "NOUN" else "NNP") + ("S" if plural else "")
    if pos == "PUNCT":
        return _MARKS.get(node.text, ".")
    return _pronoun_tag(node) or _TAGS.get(pos, "FW")


def _pronoun_tag(node: Node) -> str | None:
    """The tag of a word that owns, relates or asks; ``None`` for all others."""
    if node.relation == "poss" and (node.lemma in words.POSSESSIVES or node.text.lower() in words.POSSESSIVES):
        return "PRP$"
    if node.pos in {"PRON", "DET"} and (node.lemma in words.RELATIVES or node.lemma in words.QUESTIONS):
        return "WDT" if node.lemma not in {"кто", "хто"} else "WP"
    if node.pos in {"ADV", "SCONJ"} and node.lemma in words.ADVERBS_OF_QUESTION and node.relation != "mark":
        return "WRB"
    return None


def _verb_tag(tree: Tree, node: Node, *, plural: bool) -> str:
    features = node.features
    if features.get("Tense") == "Pres" and (features.get("Aspect") == "Perf" or (node.lemma in words.COPULAS and node.text[:3].lower() == "буд")):
        features["Tense"] = "Fut"  # the present of a perfective verb is its future
    form = features.get("VerbForm", "Fin")
    if form == "Imps" or (form == "Part" and features.get("Voice", "Pass") == "Pass"):
        return "VBN"
    if form in {"Part", "Conv"}:
        return "VBG"
    if form == "Inf" or features.get("Mood") == "Imp":
        return "VB"
    if features.get("Tense") == "Past":
        mark = tree.kid(node, {"mark"})
        if mark is not None and mark.lemma in words.PURPOSE:
            features["Mood"] = "Sub"
            return "VB"
        return "VBD"
    return "VBP" if plural else "VBZ"
