"""Inputs for the law of Markdown, section by section of the CommonMark specification and of GitHub's.

Each is a construct that its section speaks of: what it allows, what it only just does not, and where two rules meet.
"""

from itertools import product

# fmt: off
TABS = [
    "\tkode", "  \tkode", "a\n\tb", "- a\n\n\tb", "- a\n\n\t\tb", ">\t\tkode", "-\t\tkode", "    a\n\tb",
    "- a\n   - b\n\t - c", "#\tØ", "*\t*\t*", "1.\ta", "-\ta\n-\tb", "a\tb", "\ta\tb", "- a\n\tb", ">\ta", "> - \ta",
    "```\n\ta\n```", "- ```\n\ta\n  ```", " \t kode", "1.\ta\n\n\tb", "## Ø\t##", "a \t\nb", "\t- a", "10.\ta\n\tb",
]
ESCAPES = [
    *(rf"\{sign}" for sign in "!\"#$%&'()*+,-./:;=?@[\\]^_`{|}~"), r"\a \æ \1 \« \ ", r"\*ikke\*", r"\# ikke",
    r"1\. ikke", r"\- ikke", r"\[a](/b/)", r"\`a`", r"\\*a*", r"\&amp;", r"`\[`", "    \\[", "~~~\n\\[\n~~~",
    r"[a](/b\* 'c\*')", "[a]\n\n[a]: /b\\* 'c\\*'", "``` a\\+b\nc\n```", "a\\\nb", "\\> ikke", "\\+ ikke",
    r"[a\]b](/c/)", r"![a\]b](c.jpg)", r"a\_b\_c", r"**a\***", r"\**a*", "\\\\", "\\", "a\\", r"*a\**", r"\![a](/b/)",
    r"!\[a](/b/)",
]
ENTITIES = [
    "&aelig;&oslash;&aring;", "&AElig;&nbsp;&copy;&hellip;&laquo;&raquo;", "&#230;&#248;&#229;", "&#xE6;&#XF8;",
    "&amp;&lt;&gt;&quot;", "&ukendt;", "&aelig", "&;", "&#;", "&#x;", "&#12345678;", "&#xFFFFFFF;", "&#0;", "AT&T",
    "a & b", "&amp;amp;", "`&aelig;`", "    &aelig;", "[a](/&oslash; '&aring;')", "[a]\n\n[a]: /&oslash; '&aring;'",
    "``` &oslash;\na\n```", "&#42;a&#42;", "&#42; a", "[a](b&quot;c)", "a&#10;&#10;b", "&Tab;a", "&lbrack;a](/b/)",
    "&hearts; &rarr; &euro; &frac12;", "&nGg;", "\\&copy;", "*&copy;*", "&copy; &COPY; &Copy;",
    "![&aelig;](a.jpg '&oslash;')", "&ngE;", "&#32;a&#32;", "&zwj;x",
]
PRECEDENCE = [
    "- `a\n- b`", "*a `*` b*", "[a `](/b/)`", "> `a\n> b`", "# `a\n# b`", "| `a | b` |\n|---|\n| c |", "**a\n\nb**",
    "- *a\n- b*",
]
RULES = [
    "***", "---", "___", "+++", "===", "--", "**", "__", " ***", "  ***", "   ***", "    ***", "a\n    ***",
    "_____________", " - - -", " **  * ** * **", "-     -      -", "- - - -    ", "_ _ _ _ a", "a------", "---a---",
    " *-*", "- a\n***\n- b", "a\n***\nb", "a\n---\nb", "* a\n* * *\n* b", "- a\n- * * *", "-- -", "* * *\n\n* *",
    "***\n***", "> ---", "- ---", "a\n\n---\n\nb", "---\n---", "___\na", "*\t*\t*", "- - -\na", "_*_",
]
ATX = [
    "# a", "## a", "### a", "#### a", "##### a", "###### a", "####### a", "#5 sal", "#åbenthus", "\\## a",
    "# a *b* \\*c\\*", "#                  a     ", " ### a", "  ## a", "   # a", "    # a", "a\n    # b", "## a ##",
    "  ###   b    ###", "# a ##################################", "##### a ##", "### a ###     ", "### a ### b",
    "# a#", "### a \\###", "## a #\\##", "# a \\#", "****\n## a\n****", "a\n# b\nc", "## ", "#", "### ###", "#\ta",
    "# #", "# a\n# b", "> # a", "- # a", "1. # a", "# [a](/b/)", "## `a`", "## a\\", "## a  \nb", "# a #b#", "#a#",
    "##\n\na", "## **a** ##", "#  ", "## ~~a~~", "- a\n# b", "> a\n# b",
]
SETEXT = [
    "a\n=", "a\n===", "a\n---", "a *b*\n====", "a\nb\n====", "a\n-------------------------", "a\n=", "   a\n---",
    "  a\n-----", "  a\n  ===", "    a\n    ---", "a\n   ----      ", "a\n    ---", "a\n= =", "a\n--- -",
    "a  \n-----", "a\\\n----", "`a\n----\n`", "> a\n-----", "> a\nb\n===", "- a\n---", "a\nb\n---",
    "---\na\n---\nb\n---\nc", "\n====", "---\n---", "- a\n-----", "    a\n---", "> a\n-----", "\\> a\n------",
    "a\n\nb\n---\nc", "a\nb\n\n---\n\nc", "a\nb\n* * *\nc", "a\nb\n\\---\nc", "a\n=\nb", "> a\n> ===", "- a\n  ===",
    "a\n==\n==", "a\n--\n--", "*a\nb*\n===", "1. a\n===", "# a\n===", "a | b\n===", "a\n\t===",
]
INDENTED = [
    "    a\n      b", "  - a\n\n    b", "1.  a\n\n    - b", "    <a/>\n    *b*\n\n    - c",
    "    a\n\n    b\n  \n \n \n    c", "    a\n      \n      b", "a\n    b", "    a\nb",
    "# a\n    b\nc\n------\n    d\n----", "        a\n    b", "\n    \n    a\n    ", "    a  ", "    a\n\n\nb",
    ">     a", "- a\n\n      b", "-     a\n\n  b", "    > a", "    - a", "    # a", "    ```\n    a",
    "a\n\n    b\n\nc", "    a\n---", "1.     a", "    a\n\n    b", "    [a](/b/)", "    a&amp;b", "> a\n    b",
    "- a\n\n\n      b\n",
]
FENCED = [
    "```\n<\n >\n```", "~~~\n<\n >\n~~~", "``\na\n``", "```\na\n~~~\n```", "~~~\na\n```\n~~~", "````\na\n```\n``````",
    "~~~~\na\n~~~\n~~~~", "```", "`````\n\n```\na", "> ```\n> a\n\nb", "```\n\n  \n```", "```\n```",
    " ```\n a\na\n```", "  ```\na\n  a\na\n  ```", "   ```\n   a\n    a\n  a\n   ```", "    ```\n    a\n    ```",
    "```\na\n  ```", "   ```\na\n  ```", "```\na\n    ```", "``` ```\na", "~~~~~~\na\n~~~ ~~", "a\n```\nb\n```\nc",
    "a\n---\n~~~\nb\n~~~\n# c", "```python\na\n```", "~~~~    python ext=3 $%@#$\na\n~~~~~~~", "````;\n````",
    "``` a ```\nb", "~~~ a ``` ~~~\nb\n~~~", "```\n``` a\n```", "- ```\n  a\n  ```", "- ```\na\n```",
    "1. ~~~\n   a\n\n   b\n   ~~~", "```\n*a* &amp; [b](/c/)\n```", "``` `a\nb", "```\na\n\n\nb\n```",
    "> ```\n> a\n> ```\n> b", "```\na\n``` ", "~~~\na\n~~~~~  ", "```\n> a\n```", "```a`\nb", "~~~a~\nb\n~~~",
    "- a\n  ```\n  b\n  ```",
]
DEFINITIONS = [
    "[a]: /b 'c'\n\n[a]", "   [a]: \n      /b  \n           'c'  \n\n[a]", "[A*b\\]]:my_(url) 'c'\n\n[A*b\\]]",
    "[A b]:\n<my url>\n'c'\n\n[A b]", "[a]: /b '\nc\nd\n'\n\n[a]", "[a]: /b 'c\n\nd'\n\n[a]", "[a]:\n/b\n\n[a]",
    "[a]:\n\n[a]", "[a]: <>\n\n[a]", "[a]: /b\\c\\*d \"e\\\"f\\g\"\n\n[a]", "[a]\n\n[a]: b", "[a]\n\n[a]: b\n[a]: c",
    "[ÆRØ]: /b\n\n[ærø]", "[ΑΓΩ]: /φου\n\n[αγω]", "[a]: /b", "[\na\n]: /b\nc", "[a]: /b 'c' d", "[a]: /b\n'c' d",
    "    [a]: /b 'c'\n\n[a]", "```\n[a]: /b\n```\n\n[a]", "a\n[b]: /c\n\n[b]", "# [a]\n[a]: /b\n> c",
    "[a]: /b\nc\n===\n[a]", "[a]: /b\n===\n[a]", "[a]: /b 'c'\n[d]: /e\n  'f'\n[g]: /h\n\n[a],\n[d],\n[g]",
    "[a]\n\n> [a]: /b", "- [a]: /b\n\n[a]", "[a]: /b (c)\n\n[a]", "[a]: /b \"c\n\n[a]", "[a]: </b> 'c'\n\n[a]",
    "[a]:/b\n\n[a]", "[a] : /b\n\n[a]", "[a]: /b\n\n[a]: /c\n\n[a]", "[]: /a\n\n[]", "[ ]: /a\n\n[ ]",
    "[a[b]]: /c\n\n[a[b]]", "[a\\[b]: /c\n\n[a\\[b]", "[a]: /b'c'\n\n[a]", "[a]: (b) (c)\n\n[a]", "[a]: /b\n[c]",
    "[a]: /ø?å=1&b=2\n\n[a]", "1. [a]\n2. b\n\n   [a]: /c", "[a]: /b 'c\\'d'\n\n[a]", "[a]: /b\n---\n\n[a]",
    "[a]: /b\n> [a]", "[a b\nc]: /d\n\n[a  b c]",
]
PARAGRAPHS = [
    "a\n\nb", "a\nb\n\nc\nd", "a\n\n\nb", "  a\n b", "a\n             b\n                                       c",
    "   a\nb", "    a\nb", "a     \nb     ", "a\n\n", "\n\na", "  \n\na\n  \n\n# b\n\n  ", "a\n \nb", "a\n\t\nb",
    " a", "a ", "", "\n", "   ", "«a»\n„b“", "Ærø\nåbner", "a\n\n  b\n\n   c", "a\r", "1986 var et år", "a\n+b",
    "a\n-b", "a\n1.b", "a\n#b", "a\n>b",
]
QUOTES = [
    "> # a\n> b\n> c", "># a\n>b\n> c", "   > # a\n   > b\n > c", "    > # a\n    > b", "> # a\n> b\nc",
    "> a\nb\n> c", "> a\n---", "> - a\n- b", ">     a\n    b", "> ```\na\n```", "> a\n    - b", ">", ">\n>  \n> ",
    ">\n> a\n>  ", "> a\n\n> b", "> a\n> b", "> a\n>\n> b", "a\n> b", "> a\n***\n> b", "> a\nb", "> a\n\nb",
    "> a\n>\nb", "> > > a\nb", ">>> a\n> b\n>>c", ">     a\n\n>    b", "> a\n>> b\n> c", "> - a\n>   b\n> c",
    "> 1. a\n>\n>    b", ">a\n>\n>b", "> a  \n> b", "> *a\n> b*", "> [a]: /b\n\n[a]", "> a\n> ===",
    "> | a |\n> |---|\n> | b |", "- > a\n  > b", "1. > a\n\n   b", "> a\n>\n> - b\n> - c\n>\n> d", ">  a", ">   a",
    "> > a\n>\n> b", "> a\n- b", "> a\n1. b", "> a\n```\nb", "> ---\n> a", ">\ta\n>\tb", "> a\n> > b\nc",
]
ITEMS = [
    "a\nb\n\n    c\n\n> d", "1.  a\n    b\n\n        c\n\n    > d", "- a\n\n b", "- a\n\n  b", " -    a\n\n     b",
    " -    a\n\n      b", "   > > 1.  a\n>>\n>>     b", ">>- a\n>>\n  >  > b", "-a\n\n2.b", "- a\n\n\n  b",
    "1.  a\n\n    ```\n    b\n    ```\n\n    c\n\n    > d", "- a\n\n      b\n\n\n      c", "123456789. a",
    "1234567890. a", "0. a", "003. a", "-1. a", "- a\n\n      b", "  10.  a\n\n           b", "    a\n\nb\n\n    c",
    "1.     a\n\n   b\n\n       c", "1.      a\n\n   b\n\n       c", "   a\n\nb", "-    a\n\n  b", "-  a\n\n   b",
    "-\n  a\n-\n  ```\n  b\n  ```\n-\n      c", "-   \n  a", "-\n\n  a", "- a\n-\n- b", "- a\n-   \n- b",
    "1. a\n2.\n3. b", "*", "a\n*\n\nb\n1.", " 1.  a\n     b\n\n         c\n\n     > d", "  1.  a\n      b",
    "   1.  a\n       b\n\n           c", "    1.  a\n        b", "  1.  a\nb\n\n          c\n\n      > d\n e",
    "  1.  a\n    b", "> 1. > a\nb", "> 1. > a\n> b", "- a\n  - b\n    - c\n      - d", "- a\n - b\n  - c\n   - d",
    "10) a\n    - b", "10) a\n   - b", "- - a", "1. - 2. a", "- # a\n- b\n  ---\n  c", "1) a", "1) a\n2) b",
    "1. a\n2) b", "+ a\n+ b", "* a\n* b", "- a\n+ b\n* c", "1.a", "1.", "1)", "- a\n\tb", "1. a\n   b", "1. a\n  b",
    "1. a\n b", "1. a\nb", "- *a*\n- **b**", "- `a`\n- [b](/c/)", "- a\n\n  b\n- c", "1. a\n\n   b\n2. c",
    "1. a\n\n    b\n2. c", "1. a\n\n  b\n2. c", "- a\n\n    b", "* a\n\n   b", "- a\n  > b\n- c",
    "- a\n  1. b\n  2. c\n- d", "1. a\n   - b\n   - c\n2. d", "1. a\n  - b\n2. c", "1. a\n    - b\n2. c",
]
LISTS = [
    "- a\n- b\n+ c", "1. a\n2. b\n3) c", "a\n- b\n- c", "a\n14.  b", "a\n1.  b", "a\n1) b", "a\n2) b",
    "- a\n\n- b\n\n\n- c", "- a\n  - b\n    - c\n\n\n      d", "- a\n- b\n\n***\n\n- c\n- d",
    "-   a\n\n    b\n\n-   c", "- a\n - b\n  - c\n   - d\n  - e\n - f\n- g", "1. a\n\n  2. b\n\n   3. c",
    "- a\n - b\n  - c\n   - d\n    - e", "1. a\n\n  2. b\n\n    3. c", "- a\n- b\n\n- c", "* a\n*\n\n* c",
    "- a\n- b\n\n  c\n- d", "- a\n- b\n\n  [x]: /y\n- d", "- a\n- ```\n  b\n\n\n  ```\n- c",
    "- a\n  - b\n\n    c\n- d", "* a\n  > b\n  >\n* c", "- a\n  > b\n  ```\n  c\n  ```\n- d", "- a", "- a\n  - b",
    "1. ```\n   a\n   ```\n\n   b", "* a\n  * b\n\n  c", "- a\n  - b\n  - c\n\n- d\n  - e\n  - f",
    "Vi har brug for:\n- penge\n- tid", "Vi har brug for:\n* penge\n* tid", "Vi har brug for:\n1. penge\n2. tid",
    "Vi har brug for:\n\n- penge\n- tid\nog mere", "1. Søg\n2. Pak\n  - pose\n  - kop\n3. Kom",
    "1. Søg\n2. Pak\n   - pose\n3. Kom", "1. Søg\n2. Pak\n    - pose\n3. Kom", "- a\n   - b", "- a\n    - b",
    "- a\n  * b\n  * c\n- d", "* a\n    1. b\n    2. c\n* d", "3. a\n4. b", "1. a\n1. b\n1. c", "1. a\n3. b",
    "2. a\n1. b", "- a\n\nb\n\n- c", "- a\nb\n- c", "- a\n\n\nb", "1. a\n\nb\n\n2. c", "1. a\n- b\n2. c", "- a\n1. b",
    "- a\n---\n- b", "- a\n\n  - b\n\n  - c\n\n- d", "- a\n  b\n  c\n- d", "- a\n\n  b\n\n  c\n- d",
    "- [a]: /b\n- [a]", "a\n- b\n\nc\n- d", "- a\n## b\n- c", "> a\n- b\n- c", "- a\n\n      b\n- c",
    "1. a\n   1. b\n      1. c", "1. a\n 1. b\n  1. c", "- a\n\n-\n\n- b", "- a\n-\n", "-\n-\n-",
    "* a\n\n  ***\n\n* b", "- a\n  # b\n- c", "- | a |\n  |---|\n- b", "1) a\n   * b\n2) c", "0) a\n1) b", "a\n0. b",
    "a\n- ", "a\n-", "a\n1.", "a\n+ b", "- a  \n  b", "- a\\\n  b", "- a\n  \n  b", "- a\n \n  b",
    "-  a\n-   b\n-    c", "-     a\n- b", "*a\n*b", "* *a*\n* *b*", "- **a:** b\n- **c:** d",
    "- a:\n  - b:\n    - c\n- d", "+ a\n\n  + b\n\n    + c", "1. a\n\n2. b\n\n3. c\n",
]
CODE = [
    "`a`", "`` a ` b ``", "` `` `", "`  ``  `", "` a`", "`\xa0b\xa0`", "` `\n`  `", "``\na\nb  \nc\n``", "``\na \n``",
    "`a   b \nc`", "`a\\`b`", "``a`b``", "` a `` b `", "*a`*`", "[a `](/b/)`", "```a``", "`a", "`a``b``", "`a b`c`",
    "`*a*`", "``a`", "` `` ` ``", "`a`b`c`", "\\`a`", "`a\\`", "`&amp;`", "`<https://a.dk`>`", "**`a`**", "`a`*b*",
    "| `a` |\n|---|\n| `b` |", "``` a ```", "````a```b````", "`` ` ``", "`  a  `", "`\n`", "`a\n\nb`",
]
WORDS = [
    "hus", "«hus»", "(hus)", "hus.", " hus", "hus ", "ærø 1", "\"hus\"", "–hus",
]
EMPHASIS = [
    f"{start}{sign}{word}{sign}{end}"
    for sign, word, start, end in product(("*", "_", "**", "__"), WORDS, ("", "a", "("), ("", "b", ")"))
]
NESTED = [
    "*a **b** c*", "**a *b* c**", "***a** b*", "***a* b**", "***a***", "____a__ b__", "*a **b***", "**a *b***",
    "***a **b** c*", "*a*b*", "**a**b**", "*a _b_ c*", "_a *b* c_", "*a _b* c_", "**a __b** c__", "*a\nb*",
    "**a\n\nb**", "*a*\\*", "**a\\***", "*", "**", "***", "* *", "** **", "****", "_ _", "__ __", "*a", "a*", "**a",
    "a**", "**a*", "*a**", "***a**", "**a***", "****a*", "*a****", "__a_", "_a__", "___a__", "__a___", "____a_",
    "*a *b c*", "**a **b c**", "*a **b*", "**a *b**", "*[a](/b/)*", "**[a](/b/)**", "*a [b*](/c/)", "*a `*`*",
    "_a `_`_", "**a<https://x.dk/?q=**>", "*a <https://x.dk/?q=*>", "a_b_c", "a__b__c", "a*b*c", "a**b**c", "5*6*78",
    "snake_case_ord", "_a_b_c_", "_(a)_.", "*(a)*", "*(*a*)*", "_(_a_)_", "**(**a)", "**a (*b* c) d**",
    "**a \"*b*\" c**", "__a, __b__, c__", "*a*!", "**a:** b", "**a**:b", "**a:**b", "*a*s", "_a_s", "*«a»*b",
    "*a, b*", "**20 %** og *30 kr.*", "a * b * c", "a ** b ** c", "2*3", "**a**\n**b**", "*a*\n\n*b*", "***a\nb***",
    "**a***b*", "*a***b**", "*a* *b* **c**", "*æ*ø*å*", "_æ_ø_å_", "*1*", "**1**2", "*€*", "*€*a", "**~~a~~**",
    "~~**a**~~", "*a~~b*c~~", "foo******bar*****baz", "foo***bar***baz", "*foo [*](/url/)", "![*](a.jpg)*",
    "*![a*](b.jpg)", "**foo*bar**baz*", "* a*", "** a**", "**a **", "*a *", "\\**a*", "*a\\*b*", "**\\***", "__\\___",
    "**_**", "_*_*", "*_*_", "_____a_____", "******a******", "***a_b***", "**a_b_c**", "*a__b__c*", "__a*b__*",
]
LINKS = [
    "[a](/b/ \"c\")", "[a](/b/)", "[](./a.md)", "[a]()", "[a](<>)", "[]()", "[a](/b c)", "[a](</b c>)", "[a](b\nc)",
    "[a](<b>c>)", "[a](\\(b\\))", "[a](b(c(d)))", "[a](b(c)", "[a](b\\(c)", "[a](<b(c>)", "[a](b\\)\\:)", "[a](#b)",
    "[a](https://a.dk#b)", "[a](https://a.dk?b=3#c)", "[a](b\\c)", "[a](b%20&auml;)", "[a](\"b\")", "[a](/b \"c\")",
    "[a](/b 'c')", "[a](/b (c))", "[a](/b \"c \\\"&quot;\")", "[a](/b \"c \"d\" e\")", "[a](/b 'c \"d\" e')",
    "[a](   /b\n  \"c\"  )", "[a] (/b)", "[a [b [c]]](/d)", "[a] b](/c)", "[a [b](/c)", "[a \\[b](/c)",
    "[a *b **c** `d`*](/e)", "[![a](b.jpg)](/c)", "[a [b](/c)](/d)", "[a *[b [c](/d)](/e)*](/f)", "![[[a](b)](c)](d)",
    "*[a*](/b)", "[a *b](c*)", "*a [b* c]", "[a`](/b)`", "[a<https://b.dk/?c=](/d)>", "[a](/b/)[c](/d/)",
    "a[b](/c/)d", "[a](/b/).", "[a][b]\n\n[b]: /c 'd'", "[a [b [c]]][r]\n\n[r]: /u", "[a \\[b][r]\n\n[r]: /u",
    "[a *b **c** `d`*][r]\n\n[r]: /u", "[![a](b.jpg)][r]\n\n[r]: /u", "[a [b](/c)][r]\n\n[r]: /u",
    "[a *b [c][r]*][r]\n\n[r]: /u", "*[a*][r]\n\n[r]: /u", "[a *b][r]*\n\n[r]: /u", "[a`][r]`\n\n[r]: /u",
    "[a<https://b.dk/?c=][r]>\n\n[r]: /u", "[a][BaR]\n\n[bar]: /u 't'", "[ẞ]\n\n[SS]: /u", "[a\n  b]: /u\n\n[c][a b]",
    "[a] [b]\n\n[b]: /u", "[a]\n[b]\n\n[b]: /u", "[a]: /1\n\n[a]: /2\n\n[b][a]", "[b][a\\!]\n\n[a!]: /u",
    "[a][r[]\n\n[r[]: /u", "[a][r[b]]\n\n[r[b]]: /u", "[[[a]]]\n\n[[[a]]]: /u", "[a][r\\[]\n\n[r\\[]: /u",
    "[b\\\\]: /u\n\n[b\\\\]", "[]\n\n[]: /u", "[\n ]\n\n[\n ]: /u", "[a][]\n\n[a]: /u 't'",
    "[*a* b][]\n\n[*a* b]: /u", "[A][]\n\n[a]: /u", "[a] \n[]\n\n[a]: /u", "[a]\n\n[a]: /u", "[*a* b]\n\n[*a* b]: /u",
    "[[*a* b]]\n\n[*a* b]: /u", "[[b [a]\n\n[a]: /u", "[A]\n\n[a]: /u", "[a] b\n\n[a]: /u", "\\[a]\n\n[a]: /u",
    "[a*]: /u\n\n*[a*]", "[a][b]\n\n[a]: /1\n[b]: /2", "[a][]\n\n[a]: /1", "[a]()\n\n[a]: /1", "[a](b c)\n\n[a]: /1",
    "[a][b][c]\n\n[c]: /1", "[a][b][c]\n\n[c]: /1\n[b]: /2", "[a][b][c]\n\n[c]: /1\n[a]: /2", "[a](/ø/å?b=c&d=e)",
    "[a](mailto:b@c.dk)", "[a](tel:12345678)", "[a\nb](/c/)", "[a](/b/\n'c')", "[a](\n/b/\n)", "[a](/b/ 'c\nd')",
    "[a](/b/ 'c\n\nd')", "[a](/b/'c')", "[a](/b/ c)", "[a](/b/ 'c' d)", "**[a](/b/)** og *[c](/d/)*", "# [a](/b/) c",
    "- [a](/b/)\n- [c](/d/)", "> [a](/b/)", "| [a](/b/) |\n|---|\n| [c](/d/) |", "([a](/b/))", "[a](/b_c_d/)",
    "[a](/b*c*d/)", "[a_b_c](/d/)", "[a](<b)c", "[a](<b)c>", "[a][^b]", "[a]:b", "[a](/b\"c\"d)", "[a](b\\", "[a](",
    "[a](<", "[a](b \"", "[", "]", "[]", "[]()[]", "][", "](a)", "[a]](b)", "[[a](b)", "[a](b))", "[a](b)c](d)",
]
IMAGES = [
    "![a](/b 'c')", "![a *b*]\n\n[a *b*]: c.jpg 'd & e'", "![a ![b](/c)](/d)", "![a [b](/c)](/d)",
    "![a *b*][]\n\n[a *b*]: c.jpg", "![a *b*][r]\n\n[R]: c.jpg", "![a](b.jpg)", "a ![b](/c/d.jpg  \"e\"   )",
    "![a](<b>)", "![](a.jpg)", "![a][r]\n\n[r]: /u", "![a][R]\n\n[r]: /u", "![a][]\n\n[a]: /u 't'",
    "![*a* b][]\n\n[*a* b]: /u", "![A][]\n\n[a]: /u", "![a] \n[]\n\n[a]: /u", "![a]\n\n[a]: /u",
    "![*a* b]\n\n[*a* b]: /u", "![[a]]\n\n[[a]]: /u", "![A]\n\n[a]: /u", "!\\[a]\n\n[a]: /u", "\\![a]\n\n[a]: /u",
    "! [a](b.jpg)", "!![a](b.jpg)", "![a`b`c](d.jpg)", "![a\nb](c.jpg)", "![a  \nb](c.jpg)", "![a](b.jpg)![c](d.jpg)",
    "*![a](b.jpg)*", "[![a](b.jpg)](/c/)", "![**a**](b.jpg)", "![a](b.jpg", "![a", "![", "!", "![a]",
    "![a](Åben%20dør.jpg)", "![\"a\"](b.jpg 'c \"d\"')", "![a & b](c.jpg)", "![&amp;](c.jpg)",
]
AUTOLINKS = [
    "<https://a.dk>", "<https://a.dk/b?c=d&e=f&g=h#i>", "<irc://a.dk:2233/b>", "<MAILTO:A@B.DK>",
    "<made-up-scheme://a,b>", "<https://../>", "<https://a.dk/b c>", "<https://a.dk/\\[\\>", "<a@b.dk>",
    "<a+b-c@d-e0.dk>", "<a\\+@b.dk>", "<>", "< a >", "<a.b.c>", "a<b>c".replace("b", "1"), "<https://a.dk/_b_>",
    "*<https://a.dk/*>", "[a](<https://b.dk>)", "<https://a.dk>.", "(<https://a.dk>)", "<a@b>", "<https://æ.dk/ø>",
    "<mailto:a@b.dk?subject=c>", "<tel:12345678>", "`<https://a.dk>`", "<a@b.dk", "<https://a.dk", "a < b > c", "a<1",
    "1<2>3", "<1>", "< b@c.dk>",
]
BREAKS = [
    "a  \nb", "a\\\nb", "a       \nb", "a  \n     b", "a\\\n     b", "*a  \nb*", "*a\\\nb*", "`a  \nb`", "`a\\\nb`",
    "a\\", "a  ", "### a\\", "### a  ", "a\nb", "a \n b", "a \nb", "a\\\\\nb", "a  \n\nb", "**a**  \nb", "a\t\nb",
    "a \t\nb", "a  \n- b", "> a  \n> b", "- a  \n  b", "| a  |\n|---|\n| b\\ |", "a  \n  \nb", "[a  \nb](/c/)",
    "a\\\n\nb", "Linje 1  \nLinje 2  \nLinje 3", "Aagade 1\\\n1000 By\\\nTlf. 12", "a  \n# b", "a\\\n# b",
]
TEXT = [
    "hej $.;'ø", "Ærø χρῆν 中文", "a    b", "a ! b", "a - b – c — d", "1. januar".replace("januar", "gang"), "a:b::c",
    "100 %", "§ 5, stk. 2", "a/b\\c", "^a^ =b=", "{{ a }}", "a | b", "|", "a|", "C++", "a...b", "\"a\" 'b' »c« „d“",
    "🙂 a", "a‑b",
]
TABLES = [
    "| a | b |\n| - | - |\n| c | d |", "| a | b |\n|:-:|--:|\n| c | d |", "a | b\n:-: | :-\nc | d",
    "| a |\n| ------ |\n| b `\\|` c |\n| d **\\|** e |", "| a | b |\n| --- | --- |\n| c | d |\n> e",
    "| a | b |\n| --- | --- |\n| c | d |\ne\n\nf", "| a | b |\n| --- |\n| c |",
    "| a | b |\n| --- | --- |\n| c |\n| d | e | f |", "| a | b |\n| --- | --- |", "a\n| b |\n|---|\n| c |",
    "a\nb | c\n--|--\nd | e", "|a|\n|-|\n|b|", "|a|b|\n|-|-|\n|c|d|\n\n|e|\n|-|\n|f|", "| a |\n|---|\n\nb",
    "| a |\n|---|\n# b", "| a |\n|---|\n- b", "| a |\n|---|\n```\nb\n```", "| a |\n|---|\n---",
    "| *a* | **b** |\n|---|---|\n| `c` | [d](/e/) |", "|  | b |\n|---|---|\n| c |  |",
    "a | b\n- | -\nc | d".replace("- | -", "-- | --"), "| a \\| b |\n|---|\n| c |", "| a |\n|---|---|\n| b |",
    "| a | b |\n|---|--|\n| c | d |", "- | a |\n  |---|\n  | b |", "> | a |\n> |---|\n> | b |",
    "1. a\n\n   | b |\n   |---|\n   | c |", "| a | b |\n| :--- | ---: |\n| 1 | 2 |\n| 3 | 4 |",
    "Tal:\n| År | Antal |\n|----|------:|\n| 2025 | 12 |", "| a |\n| b |\n|---|", "   | a |\n   |---|\n   | b |",
    "| a |\n |---|\n  | b |", "| a |\n|:-|\n| b", "| a\n|---\n| b", "a |\n---|\nb |", "| ~~a~~ |\n|---|\n| b |",
    "| a | a |\n|---|---|\n| b | b | b |", "| a |\n|-a-|\n| b |", "| a |\n| :-: |\n| ![b](c.jpg) |", "| a  \n|---\nb",
    "| Ø | Å |\n|---|---|\n| æ & ø | <https://a.dk> |",
]
STRIKES = [
    "~~a~~", "Kl. ~~9~~ 10", "~~a~~ b ~~c~~", "~~a\nb~~", "~~a\n\nb~~", "~~ a ~~", "~~a ~~", "a~~b~~c", "~~*a*~~",
    "*~~a~~*", "**a ~~b~~ c**", "~~a **b~~ c**", "~~[a](/b/)~~", "[~~a~~](/b/)", "`~~a~~`", "\\~~a~~", "~~a\\~~",
    "~~", "~~~~", "~~a", "a~~", "~~«a»~~", "~~a~~.", "- ~~a~~\n- b", "# ~~a~~", "~~`a`~~", "~~a~~b",
]
# fmt: on

SECTIONS = {
    "2.2 Tabs": TABS,
    "2.4 Backslash escapes": ESCAPES,
    "2.5 Entities": ENTITIES,
    "3.1 Precedence": PRECEDENCE,
    "4.1 Thematic breaks": RULES,
    "4.2 ATX headings": ATX,
    "4.3 Setext headings": SETEXT,
    "4.4 Indented code": INDENTED,
    "4.5 Fenced code": FENCED,
    "4.7 Link reference definitions": DEFINITIONS,
    "4.8 Paragraphs, 4.9 Blank lines": PARAGRAPHS,
    "5.1 Block quotes": QUOTES,
    "5.2 List items": ITEMS,
    "5.3 Lists": LISTS,
    "6.1 Code spans": CODE,
    "6.2 Emphasis": EMPHASIS,
    "6.2 Emphasis in emphasis": NESTED,
    "6.3 Links": LINKS,
    "6.4 Images": IMAGES,
    "6.5 Autolinks": AUTOLINKS,
    "6.7 Hard line breaks": BREAKS,
    "6.9 Text": TEXT,
    "GitHub: tables": TABLES,
    "GitHub: strikethrough": STRIKES,
}
