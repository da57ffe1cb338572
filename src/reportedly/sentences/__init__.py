"""document ─split→ sentences, with tokens, their tree, and quotations."""
