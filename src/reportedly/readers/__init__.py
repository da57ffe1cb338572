"""Where reports come from: one reader a format, behind one small seam (``seam.py``); ``choose.py`` finds the reader by what the bytes are."""
