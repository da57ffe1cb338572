"""A pack is data: places, speakers, words, anchors of one war, loaded and checked."""
