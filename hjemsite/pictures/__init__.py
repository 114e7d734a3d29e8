"""Pictures as readers get them: checked, turned upright, in sRGB, in several sizes, and with no word about anybody."""
