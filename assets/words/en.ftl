# Hints, the sentences whose names end in -keys or begin with hints-: two blanks between hints, and in each a | between
# its keys and what they do, as in `j k|move`. Every key that is to be drawn as one stands before the |, one blank between
# keys; names of keys are never translated. A hint that is a mere remark begins with the |.
hints-always = ?|help  Space|menu  q|quit
hints-always-selection = ?|help  Space|menu  Esc|clear
hints-always-screen = ?|help  Space|menu  q Esc|back
filter-keys = Enter|keep  Esc|show all
field-clear = ^u|clear
filter-cleared = Esc|show all
filter-cleared-led = / Esc|show all
filter-keys-list = Up Down|choose  Enter|open  Esc|show all

# Menus: their titles and headings
menu-leader = Menu
menu-more = (? lists all)
menu-structure = This paragraph
menu-inside = Select inside
menu-goto = Go to
menu-forward = Next
menu-backward = Previous
menu-row = Row
menu-mark = Set a bookmark
menu-to-mark = Go to a bookmark
menu-sort = Sort
menu-find = Go
menu-look = View
menu-annotate = Annotate
menu-page = Document
menu-files = Import, export
menu-kind = It is
menu-belongs = It belongs
menu-repair = Repair
menu-judge = The guess

# Labels of commands in menus, where the first part of the sentence is too long: four words at most
short-as-printed = View as printed
short-captions = Captions in text
short-term = Dictionary word
short-new-article = New article here
short-erratum = Correct words
short-inner-quotation = Quotation
short-inner-brackets = In brackets
short-inner-title = In 《》
short-inner-word = Word
short-inner-clause = Clause
short-inner-sentence = Sentence
short-inner-paragraph = Paragraph
short-next-set = Next quick keys
short-done = Mark read, next
short-names = Attributes from names
short-kind-body = Body text
short-kind-title = Headline
short-kind-subtitle = Subhead
short-kind-kicker = Kicker
short-kind-section = Section heading
short-kind-byline = Byline
short-kind-rubric = Rubric
short-kind-caption = Caption
short-kind-credit = Photo credit
short-kind-other = Other
short-belongs = To article N
short-pick-article = Article by title
short-gap = Missing text
short-repeated = Duplicate text
short-next-doubtful = Uncertain guess
short-previous-doubtful = Uncertain guess
short-next-annotation = Annotation
short-previous-annotation = Annotation
short-next-unread = Unread article
short-to-list = List
short-to-text = Text
short-to-sidebar = Sidebar
short-card-open = Go to text
short-example = Example of tag
short-aside = Set aside
short-column-left = Column left
short-column-right = Column right

# What stands for the arguments of commands
argument-genre = KIND
argument-name = NAME
argument-file = FILE
argument-pattern = PATTERN
argument-filter = FILTER
argument-count = COUNT
argument-words = WORDS

# Help
help-of = Help: { $of }
help-found = Found
help-nothing = Nothing matches. Esc shows all again.
tab-here = Here
tab-select = Select
tab-annotate = Annotate
tab-move = Move
tab-find = Search
tab-screens = Screens
tab-page = Page
tab-program = Program
tab-signs = Signs
scope-any = Everywhere
scope-panes = In the three panes
scope-text = Text
scope-list = List of articles
scope-sidebar = Sidebar
scope-rows = All lists
scope-codebook = Codebook
scope-passages = Passages
scope-differences = Differences
scope-conflicts = Conflicts
scope-hits = Hits
scope-statistics = Statistics

# Signs: in the help, and on the status line where the cursor meets one
signs-beside = Left of the text
signs-text = In the text
signs-bar = Bar right of the text
signs-list = List of articles
signs-side = Sidebar
signs-rows = Lists of passages, hits and tags
signs-below = Below
sign-annotation = annotation, its tag's color
sign-note = a note
sign-seam = seam: a column broke here
sign-gap = text is missing here
sign-repeated = duplicate text
sign-doubtful = uncertain guess: s? says why
sign-corrected = set by hand
sign-erratum = corrected words
sign-sample = text
sign-tagged = tagged
sign-double = several annotations
sign-lit = selected annotation
sign-selection = selection
sign-hit = found by the search
sign-section = section heading
sign-byline = byline, rubric, subhead
sign-caption = caption, credit
sign-tick = an annotation on that part
sign-found = a hit on that part
sign-open = open article
sign-reading = begun
sign-done = read
sign-folded = folded; - unfolded
sign-own = 3 articles, 2 page blocks
sign-count = annotations
sign-stacked = more below
sign-ticked = ticked
sign-aside = put aside
sign-coded = tagged already
sign-theirs = another coder's
sign-theirs-name = mei
sign-quick = quick key and its tag
sign-more = more quick keys
sign-set = which quick keys these are
sign-set-name = set 1
sign-place = place in the article
# Commands
do-sentence = Select sentence (again: one more)
do-clause = Select clause (again: one more)
do-quotation = Select quotation (again: marks, then noun)
do-paragraph = Select paragraph (again: one more)
do-by-character = Select by character (move to extend)
do-by-paragraph = Select by paragraph (move to extend)
do-inner-word = Select word
do-inner-clause = Select clause
do-inner-sentence = Select sentence
do-inner-paragraph = Select paragraph
do-inner-quotation = Select inside quotes
do-inner-brackets = Select inside brackets
do-inner-title = Select inside 《》
do-other-end = Other end of selection
do-grow = Move end outward (one character)
do-shrink = Move end inward (one character)
do-tag = Toggle tag 1-9
do-next-set = Next set of quick keys
do-pick-tag = Pick tags
do-in-vivo = Tag in vivo (with the selected words)
do-note = Write note
do-highlight = Highlight without a tag
do-edit-ends = Adjust start and end (again: confirm)
do-delete = Delete annotation (press twice)
do-copy = Copy
do-copy-cited = Copy with citation
do-undo = Undo
do-redo = Redo
do-history = History (restore edits of the last 90 days)
do-repeat = Repeat last tags
do-settle = Re-anchor annotation (or confirm its position)
do-next-annotation = Next annotation
do-previous-annotation = Previous annotation
do-light = Select annotation (again: next overlapping)
do-left = Left one character
do-right = Right one character
do-down = Down one row
do-up = Up one row
do-next-word = Next word
do-previous-word = Previous word
do-word-end = End of word
do-next-clause = Next clause
do-previous-clause = Previous clause
do-next-sentence = Next sentence
do-previous-sentence = Previous sentence
do-next-paragraph = Next paragraph
do-previous-paragraph = Previous paragraph
do-start = Start of article
do-end = End of article
do-row-start = Start of row
do-row-end = End of row
do-half-page-down = Half a page down
do-half-page-up = Half a page up
do-page-down = Page down (at the end, again: next article)
do-page-up = Page up
do-centre = Center this row
do-set-mark = Set bookmark (then a letter)
do-go-to-mark = Go to bookmark (then its letter)
do-back = Jump back
do-forward = Jump forward
do-previous-article = Previous article
do-next-article = Next article
do-articles = Go to article
do-headings = Go to heading
do-search = Search
do-next-hit = Next match
do-previous-hit = Previous match
do-search-this = Search for this word (or the selection)
do-list-down = Next row
do-list-up = Previous row
do-list-start = First row
do-list-end = Last row
do-list-page-down = Page down
do-list-page-up = Page up
do-open = Open article
do-fold = Fold or unfold
do-card-down = Next annotation
do-card-up = Previous annotation
do-card-open = Go to annotation in text
do-card-tag = Toggle tag 1-9
do-card-pick = Pick tags
do-card-note = Write note
do-card-delete = Delete annotation (press twice)
do-next-pane = Next pane
do-previous-pane = Previous pane
do-to-list = Go to list
do-to-text = Go to text
do-to-sidebar = Go to sidebar (again: list or margin)
do-export = Export annotations
do-import = Import annotations
do-export-hits = Export hits (listed or ticked)
do-width = Set line width
do-theme = Change theme
do-leave = Clear selection (and go to text)
do-help = Help
do-repaint = Redraw screen
do-suspend = Suspend
do-quit = Quit
do-quit-now = Save and quit
do-kind-body = Set type: body text
do-kind-title = Set type: headline
do-kind-subtitle = Set type: subhead
do-kind-kicker = Set type: kicker
do-kind-section = Set type: section
do-kind-byline = Set type: byline
do-kind-rubric = Set type: rubric
do-kind-caption = Set type: caption
do-kind-credit = Set type: photo credit
do-kind-other = Set type: other
do-belongs = Move to article N (0: none)
do-pick-article = Move to article by title
do-new-article = Start new article here
do-join = Join with next paragraph
do-split = Split paragraph
do-gap = Toggle “missing text”
do-repeated = Toggle “duplicate text”
do-erratum = Correct selected words
do-accept = Accept guess
do-guess = Back to guess
do-why = Explain guess
do-next-doubtful = Next uncertain guess
do-previous-doubtful = Previous uncertain guess
do-as-printed = Toggle view as printed
do-captions = Toggle captions in text
do-line-numbers = Toggle line numbers
do-term = Toggle dictionary word
do-as = Kind of text
do-speaker = Name the speaker
do-turn = Give turn to speaker
do-encoding = Set character encoding
do-line = Command line

# Panes and popups
pane-list = Articles
pane-list-filtered = Filter: { $filter }
pane-side = Annotations { $count }
pane-side-narrow = Annot. { $count }
side-lost-narrow = { $count } lost
side-lost = { $count } lost (]a at the end)
side-tags = { $count } tags
list-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
    }
list-chapters = { $count ->
    [one] { $count } chapter
   *[other] { $count } chapters
}
list-own = +{ $count } on page
plain-highlight = highlight
plain-highlight-short = mark
state-in-place = in place
state-moved = moved
state-approximate = approximate
state-ambiguous = ambiguous
state-undecided = conflict
state-lost = lost
empty-side =
    No annotations yet.

    x selects a sentence, 1 tags it.
    x again selects the next one.

    c selects a clause, " a quotation;
    a writes a note, t picks a tag,
    f highlights, u undoes.
empty-side-bare =
    No annotations or tags yet.

    x selects a sentence;
    1 asks for a name: that is
    your first tag, on key 1.

    c selects a clause, " a
    quotation; a writes a note,
    f highlights, u undoes.

    Space t opens the codebook:
    paste a list, import a file,
    or take the starter.
empty-margin-bare =
    x select
    1 new tag
    a note
empty-margin =
    x select
    1 tag
    a note
empty-library = No text in { $folder }.
empty-library-others = { $count ->
    [one] The file in { $folder } ({ $kinds }) is not a .txt or .md text: meipi cannot read it.
   *[other] None of the { $count } files in { $folder } ({ $kinds }) is a .txt or .md text: meipi cannot read them.
    }
empty-library-next = 
    Put your texts (.txt or .md) there and start again.
    meipi FILE opens any text.
    meipi demo opens an example with a tour.
empty-filter = No matching article. Esc clears the filter.
opening = Opening..
too-small = Window too small: at least 40x10
filter-label = Filter:
search-keys = Enter|OK  Esc|cancel  Up Down|earlier searches  ^r|patterns
patterns-keys = Enter|OK  Esc|cancel  ^r|as typed  |a｜b either  |a b one sentence  |a..5..b near  |=a word  |/regex/
search-patterns = patterns
search-none = no match
picker-title = Tags  { $ticked } ticked  { $names }
picker-keys = Enter|OK  Tab|tick  Esc|save ticked  ^c|cancel
picker-keys-unchanged = Enter|OK  Tab|tick  Esc|close
picker-keys-new = Enter|OK  Tab|tick  ^n|new  Esc|save ticked  ^c|cancel
picker-none = No tags yet: type a name, Enter adds it
picker-ticked = Ticked
picker-used = Used last
picker-all = Codebook
picker-new = + New tag “{ $name }” at top level (^t parent)
picker-new-below = + New tag “{ $name }” under { $parent } (^t parent)
note-title = Note: { $about }
note-keys = Esc|save  Enter|new line  ^_|undo  ^o|editor  ^c|cancel
help-keys = 1-9 h l|section  j k PgDn PgUp|page  /|search  Esc|close
help-select = Select
help-act = Annotate
help-move = Move
help-find = Search
help-pane = Panes and program
help-input-method = With an input method on, keys without letters still work: Enter selects a sentence, comma a clause, digits tag, F2 note, F3 pick, F4 delete, F5 undo, F6 next. Full-width punctuation counts as half-width.
help-codes = Coming from NVivo or MAXQDA? Tags are codes. Mouse: click to place the cursor, drag to select, double-click for a word, triple-click for a sentence; hold Shift to select with the terminal.
export-title = Export annotations
export-keys = Up Down|format  Tab|complete path  Enter|export  Esc|cancel
export-what = ^s|scope: { $scope }  ^o|coders: { $coder }
export-own = mine
export-one-coder = { $name } only
export-file = File: 
export-path = Writes { $path }
export-group-last = Used last
export-group-read = Read
export-group-sheet = Spreadsheet
export-group-qda = QDA tools
export-group-corpus = Corpus
export-group-web = Web and data
export-by = ^b|order: { $value }
export-sources = ^t|source text: { $value }
export-errata = ^r|OCR corrections: { $value }
export-by-tag = by tag
export-by-article = by article
export-by-page = by document
export-as-usual = default
export-errata-mark = marked
export-errata-apply = applied
export-errata-none = left out
export-tokens = ^n|row per: { $value }
export-offsets = ^n|offsets in: { $value }
export-program = ^p|for: { $value }
export-against = ^g|count by: { $value }
export-char = characters
export-word = words
export-utf16 = UTF-16
export-any-program = any program
export-qualcoder = QualCoder
export-each-article = article
export-each-document = document
export-each-coder = coder
export-each-tag = other tag
export-looking = Counting..
export-goes = { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
    } from { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
    }
export-goes-tags = { $count ->
    [one] { $count } tag
   *[other] { $count } tags
    }
export-leaves = Not kept by this format: { $list }
export-loses = Lost in this format: { $list }
export-progress = Exporting.. { $percent }%
import-title = Import annotations
import-keys = Enter|preview  Tab|complete  Up Down|choose  ^t|parent tag  Esc|cancel
import-keys-take = Enter|import  ^t|parent tag  Esc|cancel
import-file = File or folder:
import-recent = Imported before
import-folder = In { $path }
import-below = ^t New tags go under (optional):
import-what = Reads CSV, JSON, REFI-QDA, Web Annotation, brat, XMI, WebAnno, doccano, Taguette, tag lists (one per line) and more. You see what would change before anything is imported.
import-progress = Reading.. { $percent }%
import-found = Format: { $format }
import-found-nothing = Format: { $format }. Nothing new:
export-article = this article
export-document = this document
export-library = the whole library
export-untagged = Without a tag
export-line = line { $line }
export-outside = Linked texts outside the library are left out: { $list } (add them with meipi export --links)
export-memo = Memo ({ $coder }):
export-include = Include: { $text }
export-exclude = Exclude: { $text }
export-example = Example: { $text }
list-comma = {", "}
list-semicolon = {"; "}
left-tag = { $count } with other tags
left-article = { $count } in other articles
left-coder = { $count } by other coders
left-state = { $count } in another state
left-since = { $count } changed earlier
left-shown = { $count } not listed
facet-marks = { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
    }
facet-ids = { $count } more on an already annotated passage
facet-plain = { $count ->
    [one] { $count } highlight without a tag
   *[other] { $count } highlights without tags
    }
facet-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
    }
facet-controls = control characters in { $count ->
    [one] { $count } note
   *[other] { $count } notes
    }
facet-coders = coders
facet-created = creation times
facet-modified = { $count ->
    [one] { $count } modification time
   *[other] { $count } modification times
    }
facet-spans = { $count ->
    [one] { $count } passage in several parts
   *[other] { $count } passages in several parts
    }
facet-overlaps = { $count ->
    [one] { $count } overlapping annotation
   *[other] { $count } overlapping annotations
    }
facet-edges = { $count } passages with spaces at the ends or unusual boundaries
facet-texts = { $count ->
    [one] { $count } article without annotations
   *[other] { $count } articles without annotations
    }
facet-whole = { $count ->
    [one] { $count } annotation of a whole document
   *[other] { $count } annotations of whole documents
    }
facet-lost = { $count } annotations not found in the text
facet-former = { $count } positions from before the text changed
facet-undecided = { $count ->
    [one] { $count } unresolved version
   *[other] { $count } unresolved versions
    }
facet-tree = tag hierarchy
facet-names = { $count } tags sharing a name (programs that go by name alone merge them; for QualCoder use --for qualcoder)
facet-unused = { $count ->
    [one] { $count } unused tag
   *[other] { $count } unused tags
    }
facet-keys = tag ids
facet-labels = second-language labels
facet-colours = tag colors
facet-order = tag order
facet-definitions = { $count ->
    [one] { $count } definition
   *[other] { $count } definitions
    }
facet-guides = { $count } include, exclude and example texts
facet-aliases = { $count } aliases and merged tags
facet-tag-times = tag creation and modification times
facet-attributes = { $count ->
    [one] { $count } attribute
   *[other] { $count } attributes
    }
facet-memos = { $count ->
    [one] { $count } memo
   *[other] { $count } memos
    }
facet-corrections = { $count ->
    [one] { $count } correction of words, structure or encoding
   *[other] { $count } corrections of words, structure or encoding
    }
facet-desk = dictionary words, progress, quick keys
format-markdown = Markdown
format-obsidian = Obsidian notes: tags, callouts, links
format-org = Org outline
format-html = HTML page (texts, annotations, notes; works offline)
format-bibtex = BibTeX references with quotations (Zotero, LaTeX)
format-docx = Word (notes as comments)
format-docx-comments = Word: a copy of the document with annotations as comments
page-all = All
page-pick = Pick a tag to show only its passages
page-tags = Tags
page-tag = Tag
page-definition = Definition
page-passages = Passages
page-codebook = Codebook
page-lost = Annotations not found in the text
page-made = Exported with meipi
page-facts = { $passages ->
    [one] { $passages } annotation
   *[other] { $passages } annotations
    } in { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
    }; coders: { $coders }
format-both = import and export
format-out = export only
format-csv = CSV (Excel, with BOM)
format-tsv = TSV
format-json = JSON (complete)
format-jsonl = JSON Lines
format-refi = REFI-QDA project (NVivo, ATLAS.ti, QualCoder)
format-qdc = REFI-QDA codebook
format-table = Tag frequency table
format-codebook = Codebook (Markdown table)
format-codebook-csv = Codebook (table)
table-tag = tag
table-tag-sum = tag (sum of { $coders })
table-passages = passages
table-with-below = incl. subtags
table-articles = articles
table-none = (none)
table-definition = definition
table-include = include
table-exclude = exclude
table-example = example
format-w3c = W3C Web Annotation (JSON-LD; also reads Hypothesis)
format-qc = Taguette codebook
format-list = Tag list (one per line, indented by tabs)
format-brat = brat (.txt and .ann)
format-xmi = UIMA CAS XMI (INCEpTION)
format-webanno = WebAnno TSV 3.3 (INCEpTION)
format-bio = BIO by character or word
format-doccano = doccano JSON Lines
store-title = Where should annotations be saved?
store-beside = Next to the texts: they stay together, also in git
store-central = Only on this computer: nothing is added to the texts' folder
store-keys = Enter 2|choose  Esc|later  |asked again before you quit
gone-title = A file is missing
gone-question = { $name } is missing, and nothing shows that it was deleted on purpose. Its contents are still known here.
gone-question-several = { $name } is missing, and nothing shows that it was deleted on purpose; { $more ->
        [one] so is one other
       *[other] so are { $more } others
    }. Their contents are still known here.
gone-keys = Enter|restore  d|accept deletion  Esc|later
gone-keys-several = Enter|restore  d|accept deletion  R D|for all  Esc|later
gone-document = The annotation file of { $name }
gone-tag = The file of the tag “{ $name }”
gone-terms = The dictionary
gone-progress = { $name }'s reading progress
gone-memos = { $name }'s memos
gone-attributes = The attribute table
unsaved-title = Not saved
unsaved-question = Saving failed: { $cause }. Your changes are kept in { $path } and will be restored at the next start.
unsaved-question-lost = Saving failed: { $cause }. The changes could not be kept elsewhere either: { $why }. If you quit now, they are lost.
unsaved-keys = Enter|save again and quit  q|quit anyway  Esc|stay
coder-title = Coder
coder-question = Your coder name:
coder-keys = Enter|OK  Esc|cancel
which-keys = Esc|cancel
help-shape = Page and words
kind-title = headline
kind-subtitle = subhead
kind-kicker = kicker
kind-byline = byline
kind-rubric = rubric
kind-section = section
kind-body = body text
kind-caption = caption
kind-credit = photo credit
kind-other = other
head-printed = as printed
head-chapter = Chapter { $here } of { $count }
head-page = page
page-itself = (page, no article)
owners-title = Move to which article?
articles-title = Go to article
headings-title = Go to heading
choice-keys = Up Down|choose  Enter|OK  Esc|cancel  |Type a name, pinyin or initials
erratum-title = Correction
erratum-keys = Enter|OK (same as printed: no correction; empty deletes)  Esc|cancel
erratum-printed = printed
erratum-reads = should be
line-title = Commands
line-keys = Up Down|choose  Tab|complete  Enter|run  Esc|cancel
line-none = Unknown command
line-as = as KIND [WORDS]: reads this document, or all documents whose path contains WORDS, as page, article, report, law, book, interview, chat, lines, verse, table, markdown, subtitle, entries or plain; auto decides by the text.
line-speaker = speaker NAME: calls the speaker at the cursor by this name throughout the document, for example to make 王 and 王主任 one person. The file itself is not changed.
line-turn = turn NAME: gives the turn at the cursor alone to this speaker. The file itself is not changed.
line-encoding = encoding NAME: how to decode this document's file: gb18030, big5, utf-8, utf-16le; auto detects it. The file itself is not changed.
line-import = a file or a folder
sheet-keys = j k|scroll  Esc|close
why-title = Why this guess?
why-corrected = set by hand
why-doubtful = guess (uncertain)
why-erratum = printed { $printed }, should be { $reads }
why-doubtful-article = guess; article uncertain
why-guessed = guess
why-article = article
genres-title = Kind of text
why-genre-told = set to be read as
why-genre = read as
read-page = page
read-article = article
read-report = report
read-law = law
read-book = book
read-interview = interview
read-chat = chat
read-lines = lines
read-verse = verse
read-table = table
read-markdown = Markdown
read-subtitle = subtitles
read-entries = entries
read-plain = plain text
genre-page = a newspaper page, reassembled
genre-article = an article: in the order of the source
genre-report = a report: one text in numbered parts
genre-law = a law: its provisions are numbered
genre-book = a book: an article for each chapter
genre-interview = an interview: turns of several speakers
genre-chat = a chat: messages of several people
genre-lines = a list: a text in each line
genre-verse = verse: set line by line
genre-table = a table: rows of cells
genre-markdown = a text in Markdown
genre-subtitle = subtitles: cues with their times
genre-entries = a diary or log: entries below their dates
genre-auto = decide automatically
genre-plain = plain text: in the order of the source
why-cues = what it looks like by itself
why-order = what the lines above and below are
why-above = above: { $what }
why-two-above = two above: { $what }
why-below = below: { $what }
why-two-below = two below: { $what }
why-lines = lines
why-sum = total
cue-above-byline = followed by a byline
cue-above-credit = followed by a photo credit
cue-above-date = followed by the closing date
cue-above-dateline = between headline and dateline
cue-above-headline = followed by a headline
cue-address = addresses an audience
cue-asks-below-column = question or exclamation below a column name
cue-behind-byline = after a byline
cue-behind-caption = a single sentence after a caption
cue-behind-end = after the end mark
cue-section-number = section number
cue-names = list of names
cue-office-writes = institution with its author
cue-figure = figure number and title
cue-led-by-place = headline that opens with a place name
cue-footnote = footnote: its mark appears above
cue-broken-off = speech broken off
cue-calls = form of address
cue-authority = name of an authority
cue-runs = running head on several pages
cue-above-page-date = followed by the page date
cue-below-chapter = below a chapter number
cue-beside-folio = beside a page number
cue-goes-on = the line above is incomplete
cue-below-column = below a column name
cue-below-headline = below a headline
cue-between-headline-and-byline = between headline and byline
cue-bracketed = entirely in brackets
cue-byline-follows = followed by a byline
cue-clause = contains the end of a clause
cue-clauses = several clauses
cue-column-follows = followed by a column name
cue-cut-above = the paragraph above the picture is cut off
cue-dash = begins with a dash
cue-dateline = opens with a dateline
cue-dateline-follows = followed by a dateline
cue-ends-as-clause = ends with a comma
cue-ends-as-sentence = ends like a sentence
cue-exclaims-above-byline = question or exclamation above a byline
cue-fenced = in a code block
cue-few-characters = a few characters, no punctuation
cue-first-level = marked as a level-1 heading
cue-first-line = first line of the file
cue-first-of-text = opens the text
cue-furniture = date, page number or editors
cue-genre = name of a genre
cue-headline-follows = followed by a headline
cue-item = list item
cue-kicker-follows = followed by a kicker
cue-last-headline = last of several headline lines
cue-lead-in = introduces a list
cue-leads = leads into the next line
cue-led-to = introduced by the line above
cue-lone-name = a lone name between heading and text
cue-long = long line
cue-lower-heading = marked as a lower-level heading
cue-markdown = Markdown marks its headings
cue-marked-heading = marked or numbered as a heading
cue-numbered = numbered heading
cue-occasion = date and occasion of a speech
cue-office = position and name
cue-official = header, number or note of an official document
cue-official-title = titled like a document or speech
cue-only-credit = names only the source of a picture
cue-open-mark = opens a quotation or bracket that the next line closes
cue-page-name = name of a page
cue-paper = name of a newspaper
cue-photographer = ends with a photographer
cue-picture-item = followed by a caption
cue-place = place name
cue-place-and-name = place and name
cue-points-at-picture = points to a picture
cue-rest-below = the next line can only be its continuation
cue-rule = row of symbols
cue-second-line = first line of a two-line headline
cue-semicolon = ends with a semicolon
cue-sentence-inside = contains the end of a sentence
cue-short = short line
cue-signature = signature in brackets after the text
cue-speaker = begins with a speaker
cue-speaks-of-picture = mentions a picture
cue-subtitle-follows = followed by a subhead
cue-table = table row
cue-text-follows = followed by body text
cue-too-short = too short
cue-torn = can only be the rest of a broken line
cue-turn = says where the article continues
cue-two-halves = two halves separated by a blank
cue-white-around = blank space around it, as around a picture
cue-writers = names its authors
shape-len-2 = one or two characters
shape-len-4 = three or four characters
shape-len-6 = five or six characters
shape-len-10 = 7 to 10 characters
shape-len-14 = 11 to 14 characters
shape-len-20 = 15 to 20 characters
shape-len-28 = 21 to 28 characters
shape-len-40 = 29 to 40 characters
shape-len-60 = 41 to 60 characters
shape-len-100 = 61 to 100 characters
shape-long = more than 100 characters
shape-none = there is no line
shape-first = first line of the text
shape-near-top = near the top
shape-last = last line of the text
shape-near-foot = near the end
shape-close-above = no blank line above
shape-one-above = one blank line above
shape-two-above = two blank lines above
shape-white-above = white space above
shape-close-below = no blank line below
shape-white-below = white space below
shape-more-above = more blank lines above than below
shape-more-below = more blank lines below than above
shape-indented = indented
shape-deep = deeply indented
shape-less-indented = less indented than the line above
shape-spaced-text = blank lines between most paragraphs
shape-markdown-text = text in Markdown
shape-wrapped = wrapped over several lines
shape-ends-stop = ends with a full stop
shape-ends-ask = ends with a question or exclamation mark
shape-ends-comma = ends with a comma
shape-ends-colon = ends with a colon
shape-ends-semicolon = ends with a semicolon
shape-ends-quote = ends with a quotation mark
shape-ends-bracket = ends with a bracket
shape-ends-digit = ends with a digit
shape-ends-letter = ends with a letter
shape-ends-ideograph = ends without a mark
shape-finished = ends like a sentence
shape-may-end = can end a paragraph
shape-holds-sentence = a sentence ends inside it
shape-holds-clause = a clause ends inside it
shape-commas = several commas
shape-one-comma = one comma
shape-two-halves = two halves separated by a blank
shape-words-apart = words separated by blanks
shape-quoted = contains a quotation
shape-titles = contains a book title
shape-digits = contains digits
shape-latin = contains Latin letters
shape-colon-inside = a colon inside it
shape-slash = contains a slash or bar
shape-dot-inside = contains a middle dot
shape-starts-dash = begins with a dash
shape-starts-bullet = begins with a bullet
shape-marked-as-first = begins with the sign of the first headline
shape-starts-bracket = begins with a bracket
shape-starts-quote = begins with a quotation mark
shape-starts-digit = begins with a digit
shape-starts-letter = begins with a letter
shape-starts-pointer = points to a picture
shape-bracketed = entirely in brackets
shape-level-1 = heading of the first level
shape-level-2 = heading of the second level
shape-level-3 = heading of a lower level
shape-markup = marked as a heading
shape-markdown = Markdown marks
shape-fenced = in a code block
shape-item = list item
shape-row = table row
shape-row-beside = beside another table row
shape-rule = row of symbols
shape-leader = dots lead to a number
shape-address = addresses an audience
shape-lead-in = introduces a list
shape-speech = begins with a speaker
shape-torn = can only be the rest of a broken line
shape-broken-off = speech broken off
shape-opens-mark = opens a mark that it does not close
shape-closes-mark = closes a mark that it does not open
shape-provision = provision of a law
shape-chapter = chapter number
shape-byline = names its authors
shape-signature = signature in brackets
shape-lone-name = a name alone
shape-place-and-name = place and name
shape-names = list of names
shape-authority = name of an authority
shape-office-writer = institution with its author
shape-office-name = position and name
shape-led-by-place = opens with a place name
shape-dateline = opens with a dateline
shape-credit = names only the source of a picture
shape-photographer = ends with a photographer
shape-figure = figure number and title
shape-web = path, button or source of a web page
shape-field = name of a field and a colon
shape-image = picture and nothing else
shape-numbered-sentence = numbered, one sentence
shape-furniture = date, page number or editors
shape-paper = name of a newspaper
shape-page-name = name of a page
shape-date = a date
shape-folio = page number
shape-section-number = section number
shape-turn = says where the article continues
shape-rest = says where the article began
shape-end = end mark
shape-official = header, number or note of an official document
shape-official-title = titled like a document or speech
shape-genre-word = name of a genre
shape-occasion = date and occasion of a speech
shape-announces = says that somebody said something
shape-few = a few characters, no punctuation
shape-place = place name
shape-parted = blank space around it, as around a picture
shape-footnote = footnote: its mark appears above
shape-runs = running head on several pages
shape-beside-folio = beside a page number
shape-said-before = appeared before
shape-said-often = appears three times or more
shape-timed = a time beside a name
shape-dated = a date alone
shape-named = a name and a colon
shape-message = begins with who says it
shape-photo-end = ends like a photo credit
shape-only-names = only names
shape-names-and-roles = only names and roles
shape-only-roles = only roles
shape-ends-as-photo = ends with who took the picture
shape-says-picture = begins with a word for pictures
shape-much-longer-below = the line below is much longer
shape-much-shorter-below = the line below is much shorter
shape-alike-below = the line below is about as long
shape-echo-below-none = its words do not come again below
shape-echo-below-some = a few of its words come again below
shape-echo-below-much = many of its words come again below
shape-echo-above-none = its words do not stand above
shape-echo-above-some = a few of its words stand above
shape-echo-above-much = many of its words stand above
shape-echo-more-below = closer to the text below
shape-echo-more-above = closer to the text above
shape-apart = the text above and below are on different subjects
shape-of-one-subject = the text above and below are on one subject

# Status line
saved-not = unsaved
saved-saving = saving
saved-saved = saved
saved-failed = NOT SAVED
status-built-in = (copy of the built-in pages)
status-bad = { $count ->
    [one] { $count } undecodable place
   *[other] { $count } undecodable places
    }
empty-document = Empty document
legend-empty = No tags yet: select a passage and press 1 to name one
legend-set = set { $set } of { $sets }  0 next set
legend-set-short = 0 next set
legend-removed = { $tag } (deleted)
status-book = chapter { $chapter }%  book { $book }%
status-loading = loading ..
status-selected = { $count ->
    [one] { $count } character
   *[other] { $count } characters
    }
status-minutes = { $count } min left
status-selected-spans = { $count } characters in { $spans } parts
hints-text = x|select  c|clause  1-9|tag  a|note  /|search  L|next  D|read
hints-text-small = x|select  1-9|tag  gl|list  c|clause  a|note
hints-nothing = :|command line  Space b|import
hints-selection = 1-9|tag  t|pick  a|note  f|highlight  x|more  o|other end  + -|move end  y|copy
hints-ends = E|confirm  + -|move this end  o|other end  w )|by word, sentence
hints-lit = 1-9|tag  t|pick  a|note  dd|delete  E|start/end  x|next sentence  ]a|next  u|undo
hints-list = Enter|open  D|read  f|show  /|filter  h|fold  Tab|next pane
hints-side = j k|move  1-9|tag  a|note  dd|delete  Enter|text  Tab|next pane

# Notices
notice-marked = Bookmark { $letter } set
notice-no-mark = No bookmark { $letter }: set it with m { $letter }
notice-no-headings = This article has no headings
notice-no-jump = Nowhere else to jump
notice-way-back = { $key }: back to the list
notice-no-more = Nothing more follows
notice-no-more-here = The article ends here: L goes to the next
notice-no-quotation = No quotation in this row
notice-select-first = Select first: x sentence, c clause, v by character
notice-how-to-select = Select first: x sentence, c clause, " quotation; or ; an annotation
notice-empty-selection = The selection holds no text of this article
notice-still-loading = Still loading: you can annotate once the whole file is read
notice-tags-of-name = Several tags are named “{ $tag }”: { $tags }. Type the full path
notice-key-named = Key { $key } is now “{ $tag }”
notice-keys-bound = Quick keys now stay with their tags: { $keys }
tag-of-key = Key { $key } has no tag yet. Name it:
notice-plain-now = Removed { $tags }; no tag left, kept as a plain highlight
notice-taken-off = Removed { $tags }
notice-exists = { $path } exists: Enter again to overwrite, or change the name
notice-too-long-for-tag = An in-vivo tag has at most { $most } characters
notice-tags-made = { $count ->
    [one] { $count } new tag (u to undo)
   *[other] { $count } new tags (u to undo)
    }
notice-no-new-tags = All these tags exist already
notice-no-list = Line { $line } is not a tag: one per line, at most { $most } characters each
notice-long-list = List too long: at most { $lines } lines
notice-starter-removed = Deleted { $count } unused starter tags (u to undo)
notice-tag-made = New tag: { $label }
notice-tag-revived = Restored the deleted tag { $tag } with its definition
notice-removed-in-use = Deleted tags still in use: { $tags } ({ $count } in all); see :codebook
notice-is-marked = Already annotated here: annotation selected
notice-nothing-lit = No annotation selected: press ; or ]a
notice-moving-ends = Moves and + - adjust this end, o the other; E confirms, Esc cancels
notice-place-accepted = Position confirmed
notice-placing = Re-anchoring: select the new passage, then r; Esc cancels
notice-nothing-here = No annotation here
notice-again-deletes = Press d again to delete { $what }
notice-deleted = Deleted { $what } (u to undo)
notice-nothing-to-repeat = Nothing to repeat yet
notice-nothing-to-undo = Nothing to undo
notice-nothing-to-redo = Nothing to redo
notice-undone = Undid: { $what }
notice-redone = Redid: { $what }
history-title = Last 90 days
history-keys = Up Down|choose  Enter|restore  Esc|cancel  |Type to filter
notice-no-history = Nothing was deleted, replaced or imported in the last 90 days
notice-restored = Restored: { $what }
notice-restored-but = Restored: { $what }; { $count ->
    [one] { $count } item changed since then was kept
   *[other] { $count } items changed since then were kept
    }
notice-restored-before = Nothing to restore, it is all there: { $what }
notice-not-restored = Not restored: { $what }; all of it has changed since ({ $count })
undo-passage = { $done } on “{ $words }”
undo-passages = { $done } on { $count } passages
undo-where = { $what } ({ $document })
notice-copied = { $count ->
    [one] Copied { $count } character
   *[other] Copied { $count } characters
    }
notice-last-annotation = Last annotation of the article
notice-first-annotation = First annotation of the article
notice-draft = Unsaved draft restored
notice-draft-kept = Not saved; the draft is kept (a opens it again)
notice-not-saved = Not saved
notice-not-annotated = Cancelled, nothing saved
notice-store-later = Not saved yet: you will be asked again before you quit
notice-store = Annotations are saved in { $path }
notice-kept = { $count ->
    [one] { $count } field was changed elsewhere and was kept as it is
   *[other] { $count } fields were changed elsewhere and were kept as they are
    }
notice-outside = { $count ->
    [one] Merged { $count } change made elsewhere
   *[other] Merged { $count } changes made elsewhere
    }
notice-paste-nowhere = Nothing to paste into here
notice-paste-long = Paste too long: only the beginning was used
notice-paste-line = Only one line fits here: the first pasted line was used
notice-input-method = Input method is on: switch to English, or use Enter, 1-9, F2-F8
notice-no-such-key = Unknown key: { $keys } (? for help)
notice-still-reading = Still loading: the rest of the file is not there yet
notice-last-article = This is the last article
notice-first-article = This is the first article
notice-parts-locked = { $count ->
    [one] { $count } part is copy-protected (DRM) and was not read: use an edition without protection
   *[other] { $count } parts are copy-protected (DRM) and were not read: use an edition without protection
    }
notice-parts-missing = { $count ->
    [one] { $count } part is missing or damaged and was not read: download or export the file again
   *[other] { $count } parts are missing or damaged and were not read: download or export the file again
    }
notice-no-page = No web page found in the file: save it again from the browser
notice-xml-broken = XML tags do not match; what could be read was read
notice-next-article = Page down again for: { $title }
notice-undecodable = { $count ->
    [one] { $count } place could not be decoded
   *[other] { $count } places could not be decoded
    }
notice-hidden-text = Hidden text is left out
notice-source-changed = The file has changed since it was annotated; meipi refresh
notice-source-gone = The file is gone; this is the text as it was kept
notice-mixed = Lines in different encodings, each decoded as its own: { $name }
notice-broken-file = The file is incomplete or damaged: export or save it again
notice-too-large = Too large once unpacked, not read: split it into several files
notice-cut = The text is longer than { $most } MB: only its beginning was read
notice-locked = Protected by a password, not read: take the password off first
notice-broken-lines = { $count ->
    [one] { $count } line is not complete JSON and was skipped: line { $line }
   *[other] { $count } lines are not complete JSON and were skipped, the first is line { $line }
    }
notice-labels = { $count ->
    [one] The file has { $count } label on a passage, not counted as text: Space b imports it
   *[other] The file has { $count } labels on passages, not counted as text: Space b imports them
    }
notice-no-cues = No subtitles with times found
notice-no-pages = No recognised blocks of text found
notice-old-workbook = An old or locked workbook, not read: save it as XLSX or CSV
notice-table-empty = The table has no rows of data
notice-table-sheets = All { $count } sheets were read
notice-table-key = Column “{ $name }” is missing, or has empty or repeated cells: another key was chosen
notice-table-numbers = No column of ids: if rows are sorted or inserted, passages shift
notice-table-no-text = No column looks like text: all are attributes
notice-table-no-names = The first row looks like data, not names: columns are called A, B, C
notice-table-attributes = Too many attributes: only the first { $most } MB were read
notice-zip-system = { $count ->
    [one] Skipped { $count } system file
   *[other] Skipped { $count } system files
    }
notice-zip-outside = { $count ->
    [one] { $count } file with a bad path (outside the archive or repeated) is not listed
   *[other] { $count } files with bad paths (outside the archive or repeated) are not listed
    }
notice-zip-nested = { $count ->
    [one] { $count } archive inside is not listed: please unpack it first
   *[other] { $count } archives inside are not listed: please unpack them first
    }
notice-zip-large = { $count ->
    [one] { $count } file is too large and not listed: unpack it to open it
   *[other] { $count } files are too large and not listed: unpack them to open them
    }
notice-transcribed = { $count ->
    [one] Carried over { $count } position from the text decoded as { $former } (u to undo)
   *[other] Carried over { $count } positions from the text decoded as { $former } (u to undo)
    }
notice-articles-lost = { $count ->
    [one] 1 article with records was not found; its records are kept (meipi check)
   *[other] { $count } articles with records were not found; their records are kept (meipi check)
}
notice-articles-met = { $count ->
    [one] 1 article was several before: their memos and attributes stand together
   *[other] { $count } articles were several before: their memos and attributes stand together
}
notice-lost = { $count ->
    [one] { $count } annotation not found in the changed file; meipi check lists it
   *[other] { $count } annotations not found in the changed file; meipi check lists them
    }
notice-lit-lost = Not found: press r, select the new passage, r again; dd deletes
notice-quit-unsaved = Not saved: Enter or 2 chooses where, q quits without saving
notice-hit = { $n } of { $count } ({ $here } in this article): { $needle }
notice-no-hit = “{ $needle }” not found in this document
notice-nothing-searched = No search yet: press /
notice-searching = Searching for “{ $needle }”
notice-nothing-to-export = No annotations to export
notice-no-choice = This format has no such option
notice-export-where = Type a file name first
notice-exported = Exported to { $path }
notice-import-what = Type a file name first
imported-annotations = Annotations: { $new } new, { $changed } changed, { $same } unchanged
imported-tags = Tags: { $new } new, { $matched } matched, { $changed } changed
notice-imported = { $said }{ $undecided ->
    [0] {""}
   *[other] , { $undecided } unresolved (:conflicts)
    }{ $others ->
    [0] {""}
   *[other] , { $others } by others (Space o)
    } (u to undo)
edit-tag = tag
edit-untag = remove tag
edit-note = note
edit-highlight = highlight
edit-place = move annotation
edit-delete = delete annotation
citation = “{ $text }” ({ $source })
notice-kind = { $count ->
    [one] Type set to { $kind } (u to undo)
   *[other] Type of { $count } blocks set to { $kind } (u to undo)
    }
notice-joined = Joined (u to undo)
notice-nothing-to-join = No body text follows to join with
notice-split = Split (u to undo)
notice-nothing-to-split = Put the cursor where the paragraph should be split, then press K
notice-on-page = Moved to the page itself, outside any article (u to undo)
notice-article = Moved to article { $n }: { $title } (u to undo)
notice-no-article = Not in an article: press L to go to one
notice-no-such-article = { $count ->
    [one] The page has { $count } article; s / picks by title
   *[other] The page has { $count } articles; s / picks by title
    }
notice-gap = Marked: text missing here (u to undo)
notice-no-gap = No longer marked as missing text (u to undo)
notice-repeated = Marked as duplicate text (u to undo)
notice-not-repeated = No longer marked as duplicate text (u to undo)
notice-guess = Back to the guess (u to undo)
notice-is-guess = Nothing was changed by hand here
notice-only-errata = The structure was not changed by hand; s e undoes corrected words
notice-accepted = Guess accepted (u to undo)
notice-accepted-next = Accepted; this is the next uncertain guess (u to undo)
notice-not-doubtful = Nothing to accept: this guess is not uncertain
notice-doubtful = Uncertain guess: s Enter accepts it, s ? explains it
notice-no-more-doubtful = No more uncertain guesses below
notice-no-doubtful-before = No more uncertain guesses above
notice-select-misprint = Select the misprinted words first: v selects by character
notice-misprint-in-one-line = A correction cannot cross a seam or a line end: make two
notice-erratum = Corrected; the source file is unchanged (u to undo)
notice-no-erratum = Same as printed: no correction (u to undo)
notice-as-printed = As printed: source order, nothing joined; Space p goes back
notice-reading-order = Reading order
notice-captions-last = Captions at the end of the article
notice-captions-beside = Captions beside their paragraphs
notice-term = Added “{ $term }” to the dictionary
notice-term-gone = Removed “{ $term }” from the dictionary
notice-no-term = Select a word of at most { $most } characters first
notice-no-such-command = Unknown command { $name }
notice-genre = { $count ->
    [one] Read as { $genre }
   *[other] { $count } documents read as { $genre }
}
notice-genre-same = Already so: { $genre }
notice-genre-nothing = No document has “{ $words }” in its path
notice-speaker = Speaker: { $name }
notice-speaker-named = { $count ->
    [one] Speaker of { $count } turn: { $name }
   *[other] Speaker of { $count } turns: { $name }
}
notice-speaker-turn = Speaker of this turn: { $name }
notice-no-turn = No turn here: only interviews, chats and subtitles have speakers
notice-encoding = Encoding: { $name }
notice-encoding-settled = { $document }: encoding set to { $name }
notice-encoding-loose = Encoding: { $name }; it will be saved with the first annotation
edit-genre = set kind of text
edit-speaker = set speaker
edit-kind = set type
edit-join = join paragraphs
edit-split = split annotation
edit-article = move to article
edit-gap = mark missing text
edit-repeated = mark duplicate text
edit-guess = back to guess
edit-accept = accept guess
edit-erratum = correct words
edit-refresh = read anew
edit-term = dictionary word
edit-encoding = set encoding
edit-transcribed = carry over to the text as decoded now

# Errors
error-window = The terminal reports { $columns } columns and { $rows } rows, which cannot be drawn
error-io = Cannot read or write: { $cause }
error-read = Cannot read { $path }: { $cause }
error-cannot-tell = Cannot tell whether { $path } exists: { $cause }
error-locked = { $path } has been locked by another program for { $seconds } seconds
error-waiting-for-lock = { $path } is locked by another program; waiting
error-file-busy = Not written, because another program keeps changing this file: { $path }
error-git-busy = git has been busy for { $seconds } seconds: { $path }; if git is not running, delete that file
error-file-gone = { $path } is missing, and nobody deleted it here
error-store-gone = The annotations are missing: { $path } was moved, or its disk is not mounted
error-left-unsaved = Quit without saving: { $cause }; the changes are kept in { $path } and will be restored at the next start
error-left-lost = Quit without saving: { $cause }; the changes could not be kept either: { $why }
error-recovery = Unsaved changes are kept in { $path }, which cannot be read: { $cause }
error-list = Cannot open the folder { $path }: { $cause }
error-write = Cannot write { $path }: { $cause }
error-lock = Cannot lock { $path }: { $cause }
error-missing = { $path } does not exist
error-is-folder = { $path } is a folder
error-special = { $path } is not a regular file
error-lacks = { $path } could not be parsed and was not changed: it should contain { $what }
error-quotation-mark = { $path } was not changed: a quotation mark in line { $line } is never closed
error-broken = { $path } could not be parsed and was not changed: { $cause }
error-newer-export = { $path } was exported by a newer meipi (version { $version }) and was not imported; please update meipi
error-newer = { $path } was written by a newer meipi (version { $version }): read as far as possible, never written; please update meipi
error-too-large = { $path } is larger than { $size } MB; not read
error-unknown-field = { $path } contains the unknown field “{ $field }”: read, but never written
error-gone = { $count ->
    [one] { $count } annotated file is missing; :conflicts links renamed ones
   *[other] { $count } annotated files are missing; :conflicts links renamed ones
    }
error-mistake = Internal error: { $cause }; everything else goes on. Report: { $path }
error-no-unicode = The name of { $path } is not Unicode, so it is not listed: please rename it
error-healed = { $path } contains git conflict markers: both sides were read and merged; meipi check --fix saves the result
error-git-unlinked = git does not know how to merge { $path } here: run meipi init --git once in this clone
error-no-git = { $path } is not in a git repository, or git is not installed: run git init first
error-git-config = git did not accept the setting { $name }
error-not-of-store = { $path } is not a file of a meipi store
error-other-part = The versions of { $path } are not about the same thing
error-field = { $path }: invalid { $field }: { $value }
error-nothing = Nothing to import in { $path }
error-base = --base must be a full IRI such as https://example.org/texts/, not { $base }
error-config = The configuration cannot be read; using defaults: { $cause }
error-regex = Invalid regular expression “{ $pattern }”: { $cause }
error-no-quote = “{ $quote }” not found
error-many-quotes =
    “{ $quote }” occurs { $count } times; choose one with --nth:
    { $places }
error-nth = { $count ->
    [one] “{ $quote }” occurs only { $count } time
   *[other] “{ $quote }” occurs only { $count } times
    }
error-span = { $start }–{ $end } is outside the text ({ $length } characters)
error-span-order = --start and --end must come in pairs, in order and without overlap
error-what-to-annotate = Specify --quote, or --start with --end
error-no-tag = No tag “{ $tag }”{ $count ->
    [0] {""}
   *[other] . Similar: { $nearest }
    }. Use --create to create it
error-no-such-tag = No tag “{ $tag }”{ $count ->
    [0] {""}
   *[other] . Similar: { $nearest }
    }
error-many-tags = “{ $tag }” matches several tags: { $paths }
error-tag-exists = Tag “{ $tag }” already exists
error-tag-used = Tag “{ $tag }” is used by { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
    }; use tags merge to move them to another tag
error-tag-parent = “{ $tag }” cannot be moved below itself
error-no-annotation = No annotation { $id }
error-no-past = No edit { $id } in the last 90 days; meipi history lists them
error-many-past = { $count } edits begin with { $id }; type more of it
error-not-yours = Annotation { $id } is by { $coder }; you cannot delete it
error-no-format = Unknown format { $format }; known: { $formats }
error-fix-encoding = --fix writes texts as the store has them decoded, so it cannot be combined with --encoding. To set the encoding of a text, use annotate --encoding, or :encoding in the program
error-format-here = --format must be one of { $formats }
error-several = { $path }: contains several files, but this format takes one
error-against = Cannot count by “{ $against }”; use article, document, coder, tag or attribute=NAME
error-no-tags = The codebook is empty; this format needs at least one tag
error-bomb = { $path }: archive too large; refused
error-slip = { $path }: the path “{ $name }” leads outside the archive; refused
error-filter = Incomplete filter: { $filter }; example: 网格 & (联动 | !物业)
error-state = Unknown state “{ $state }”; known: { $states }
error-day = “{ $day }” is not a date; example: 2026-11-21
error-binary = { $format } cannot be shown in a terminal; use -o FILE.{ $extension }
error-unrecognised = { $path }: unknown format; importable: { $formats }
error-empty = { $path } is empty
error-json-bare = { $path } is JSON but contains no records, only { $value }
error-json-format = { $path } says its format is { $value }, which is unknown; importable: { $formats }
error-json-names = { $path } is JSON, but no known kind of annotations: it contains { $names }; importable: { $formats }
error-no-list = Line { $line } of { $path } is not a tag: a list has one tag per line, at most { $most } characters each
error-long-list = { $path } is too long for a tag list: at most { $lines } lines
error-archive = { $path } is not a valid zip archive; not imported
error-columns = { $path } is a table with the columns { $columns }; annotations need the columns document and content (or spans, or start), a codebook needs tag, or name and description
error-write-only = { $format } is export-only; importable: { $formats }
error-no-article = No article { $article }; there are { $count }
error-no-terminal = Needs a terminal; see meipi --help for commands to use in scripts
error-editor = The editor { $editor } failed
error-not-document = { $path } is not in the library { $library }
error-several-files = Only one file at a time
error-read-back = { $path } reads back differently from what was written; your changes are still here: check the disk before you quit
error-exists = { $path } already exists
error-over-text = { $path } is a source text and is never overwritten; choose another name or folder
error-into-store = { $path } is inside an annotation store; choose another place
error-no-folder = No such folder: { $path }
error-many-annotations = { $count } annotations begin with { $id }; type more of it
error-check-failed = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
    }
error-encoding-file = --encoding needs a file: each file may have its own encoding
error-no-such-genre = Unknown kind of text { $name }; use { $names }
error-no-docx = None of these documents is a Word file (.docx) as it was annotated
error-pdf-unread = A PDF is read by pdftotext (poppler) or mutool (mupdf), and neither is here: install one, or name it as pdf: "…" in config.ron
error-pdf-no-text = { $path } has no text layer: run MinerU or PaddleOCR on it and open the JSON that they write
error-pdf-failed = { $program } did not read the PDF ({ $cause })
error-readings = --readings takes keep or never, not { $value }
error-no-such-encoding = Unknown encoding { $name }; use gb18030, big5, utf-8 or utf-16le
foreign-zip = { $path } is a ZIP archive, not plain text, and was not opened; unpack it first
foreign-epub = { $path } is an EPUB book, not plain text, and was not opened; save it as TXT in UTF-8
foreign-odt = { $path } is an OpenDocument file, not plain text, and was not opened; save it as TXT in UTF-8
foreign-docx = { $path } is a Word document (DOCX), not plain text, and was not opened; save it as TXT in UTF-8
foreign-xlsx = { $path } is an Excel workbook (XLSX), not plain text, and was not opened; save it as TXT in UTF-8
foreign-pptx = { $path } is a PowerPoint presentation (PPTX), not plain text, and was not opened; save it as TXT in UTF-8
foreign-ole = { $path } is a legacy Office document (DOC, XLS, PPT), not plain text, and was not opened; save it as TXT in UTF-8
foreign-rtf = { $path } is an RTF document, not plain text, and was not opened; save it as TXT in UTF-8
foreign-pdf = { $path } is a PDF document, not plain text, and was not opened; save it as TXT in UTF-8
foreign-image = { $path } is an image, not plain text, and was not opened; turn it into text first (OCR)
foreign-media = { $path } is audio or video, not plain text, and was not opened; write it down as TXT first
foreign-archive = { $path } is a compressed archive, not plain text, and was not opened; unpack it first
foreign-program = { $path } is a program, not plain text, and was not opened; open a .txt or .md file
foreign-database = { $path } is an SQLite database, not plain text, and was not opened; export its texts as TXT first
foreign-mobi = { $path } is a MOBI book, not plain text, and was not opened; save it as TXT in UTF-8
foreign-caj = { $path } is a CAJ document, not plain text, and was not opened; save it as TXT in UTF-8
foreign-djvu = { $path } is a DjVu document, not plain text, and was not opened; save it as TXT in UTF-8
foreign-chm = { $path } is a CHM help file, not plain text, and was not opened; save it as TXT in UTF-8
foreign-utf32 = { $path } is UTF-32 text, which is not supported; save it as UTF-8
foreign-binary = { $path } is a binary file, not plain text, and was not opened; open a .txt or .md file
error-not-utf8 = { $path } is not UTF-8 and was not changed; convert it to UTF-8 and try again
error-encoding = { $path } is not UTF-8 but looks like { $encoding }. It was neither used nor changed: save it as UTF-8 and try again
error-recoded = { $path } is encoded in { $encoding }{ $separator ->
    [none] {""}
    [TAB] {""}, separated by tabs
   *[other] {""}, separated by “{ $separator }”
}, and was read as such. The next save writes it in UTF-8{ $separator ->
    [none] {""}
   *[other] {""}, separated by commas
}, and keeps the original in backup
error-link-out = { $path } is a link to { $to }, outside the store: neither read nor written
error-tag-label = “{ $tag }” cannot be a tag name: it needs a letter, a digit or a symbol, not only spaces, dots or “/”
error-coder = “{ $coder }” cannot be a coder name: it needs a letter or a digit

# Command line
cli-no-tags = The codebook is empty: use meipi tags add NAME, meipi tags import FILE, or annotate --tag NAME --create
cli-tags-removed = { $count ->
    [one] { $count } deleted tag is still in use
   *[other] { $count } deleted tags are still in use
    }: meipi tags add with the same name restores it
cli-no-store = No annotations in { $path } yet
cli-no-annotations = No annotations found
cli-transcribed = { $document }: { $count ->
    [one] { $count } position refers
   *[other] { $count } positions refer
    } to the text as once decoded from { $former }; mapped to the text as decoded now. The store is unchanged; meipi check --fix saves it
cli-transcribed-told = { $document }: { $count ->
    [one] { $count } position refers
   *[other] { $count } positions refer
    } to the text as decoded from { $former }; mapped here to the text in the encoding given. The store is unchanged
cli-check-transcribed = { $document }: { $count ->
    [one] { $count } position refers
   *[other] { $count } positions refer
    } to the text as once decoded from { $former }; mapped to the text as decoded now
cli-check-transcribed-others = { $document }: { $count ->
    [one] { $count } position of other coders refers
   *[other] { $count } positions of other coders refer
    } to the text as once decoded from { $former }; mapped when read, saved when those coders open the library
cli-store = Annotations are saved in { $path }
cli-encoding = { $document }: encoding set to { $name }
cli-coder = Coder: { $coder }
cli-exported = { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
    }
cli-export-idle = { $format } does not use { $list }; ignored
cli-export-left = Not selected: { $list }
cli-export-missing = Cannot be read: { $list }
cli-export-leaves = Not kept by { $format }: { $list }
cli-reading = Reading
cli-importing = Importing
cli-import-dry = Format { $format }; preview only, nothing is changed:
cli-import-losses = Also in the file, not imported: { $list }
import-nothing = nothing new
import-documents = { $count ->
    [one] { $count } new document
   *[other] { $count } new documents
    }
import-new = { $count ->
    [one] { $count } new annotation
   *[other] { $count } new annotations
    }
import-changed = { $count ->
    [one] { $count } annotation changed
   *[other] { $count } annotations changed
    }
import-same = { $count ->
    [one] { $count } annotation already here
   *[other] { $count } annotations already here
    }
import-others = { $count } of them by other coders
import-moved = { $count } re-anchored by their words, not their offsets
import-alone = { $count } not anchored: their words occur once, but in other surroundings than stated (kept; see check)
import-approximate = { $count } anchored to similar words (see check)
import-ambiguous = { $count } not anchored: their words occur several times (kept; see check)
import-lost = { $count } not found in these texts (kept; see :conflicts and check)
import-apart = { $count } with the id of a different annotation; kept separately
import-tags-new = { $count ->
    [one] { $count } new tag
   *[other] { $count } new tags
    }
import-tags-changed = { $count ->
    [one] { $count } tag changed
   *[other] { $count } tags changed
    }
import-tags-restored = { $count ->
    [one] { $count } deleted tag restored
   *[other] { $count } deleted tags restored
    }
import-tags-matched = { $count ->
    [one] { $count } tag already here: { $list }
   *[other] { $count } tags already here: { $list }
    }
import-parted = { $count ->
    [one] { $count } label read as a path separated by “{ $sign }”
   *[other] { $count } labels read as paths separated by “{ $sign }”
    } (import --tag-separator changes this; none keeps labels whole)
import-doubt = “{ $sign }” occurs in several labels, but may not be a separator; labels are kept whole (set it with import --tag-separator)
import-attributes = { $count ->
    [one] { $count } attribute
   *[other] { $count } attributes
    }
import-memos = { $count ->
    [one] { $count } memo
   *[other] { $count } memos
    }
import-corrections = { $count ->
    [one] { $count } correction of words or structure
   *[other] { $count } corrections of words or structure
    }
import-desk = { $count } dictionary words, progress, quick keys
import-unsure = { $count } anchored by offsets alone, which programs count differently; please check them
import-mended = { $count ->
    [one] { $count } codebook error fixed (missing parents, cycles)
   *[other] { $count } codebook errors fixed (missing parents, cycles)
    }
import-match-name = { $name } → { $path } (by name)
import-match-text = { $name } → { $path } (same text)
import-match-words = { $name } → { $path } (by quotations)
import-match-several = { $name }: several files have this name, and nothing tells which is meant
import-match-none = { $name }: no such file here
import-undecided = { $count } unresolved (both versions are kept; see :conflicts)
loss-document = { $count ->
    [one] { $count } entry without a document
   *[other] { $count } entries without a document
    }
loss-path = { $count } annotations with an invalid document name
loss-place = { $count ->
    [one] { $count } annotation without a usable position or quotation
   *[other] { $count } annotations without a usable position or quotation
    }
loss-links = { $count ->
    [one] { $count } link
   *[other] { $count } links
    }
loss-sets = { $count ->
    [one] { $count } set
   *[other] { $count } sets
    }
loss-graphs = { $count ->
    [one] { $count } graph
   *[other] { $count } graphs
    }
loss-texts = { $count ->
    [one] { $count } text whose file is missing
   *[other] { $count } texts whose files are missing
    }
loss-sources = { $count } sources that are not text (images, recordings, PDF)
loss-tags = { $count ->
    [one] { $count } use of a tag missing from the codebook
   *[other] { $count } uses of tags missing from the codebook
    }
loss-times = { $count ->
    [one] { $count } invalid date
   *[other] { $count } invalid dates
    }
loss-relations = { $count } relations, events, chains
loss-attributes = { $count ->
    [one] { $count } other attribute
   *[other] { $count } other attributes
    }
loss-offsets = { $count ->
    [one] { $count } row with non-numeric offsets
   *[other] { $count } rows with non-numeric offsets
    }
loss-records = { $count ->
    [one] { $count } record that cannot be parsed
   *[other] { $count } records that cannot be parsed
    }
loss-labels = { $count ->
    [one] { $count } label that cannot be parsed
   *[other] { $count } labels that cannot be parsed
    }
loss-nameless = { $count ->
    [one] { $count } row without a tag
   *[other] { $count } rows without a tag
    }
loss-circles = { $count ->
    [one] { $count } parent in a cycle (the tag is at the top level)
   *[other] { $count } parents in cycles (the tags are at the top level)
    }
loss-parents = { $count ->
    [one] { $count } ambiguous parent name (the tag is under the first)
   *[other] { $count } ambiguous parent names (the tags are under the first)
    }
loss-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
    }
loss-columns = { $count ->
    [one] { $count } unused column
   *[other] { $count } unused columns
    }
loss-columns-names = {" "}({ $names })
loss-lines = {" "}(line { $lines })
loss-records-of = {" "}({ $list }record { $numbers })
cli-where-library = library
cli-where-documents = documents
cli-where-store = store
cli-merge-undecided = { $path }: { $count } unresolved; both versions are kept, :conflicts resolves them
cli-where-none = (none yet)
cli-where-config = config
cli-where-state = state
cli-where-data = data
cli-where-coder = coder
cli-check-ok = { $annotations ->
    [one] No problems: { $annotations } annotation, tags: { $tags }
   *[other] No problems: { $annotations } annotations, tags: { $tags }
    }
cli-refresh-nothing = Nothing changes
cli-refresh-would = With --write { $count } of them get their new place (nothing has been written)
cli-refresh-done = { $count } of them have their new place now (meipi history takes it back)
cli-fixed-made = Added { $what }: { $name }
cli-fixed-moved = Moved { $what }: { $name }, { $from } → { $to }
cli-fixed-changed = Changed { $what }: { $name }
cli-fixed-removed = Deleted { $what }: { $name }
fixed-annotation = annotation
fixed-correction = correction
fixed-tag = tag
fixed-term = dictionary word
fixed-progress = progress
fixed-quick = quick key
fixed-memo = memo
fixed-attribute = attribute
cli-check-fixed = { $sentence } (fixed)
cli-check-tag = { $document }: annotation { $id } has the tag “{ $tag }”, which is not in the codebook
cli-check-place = { $document }: annotation { $id } is { $state }: { $quote }
cli-check-source = { $document }: the file has changed since it was annotated; meipi refresh shows what becomes of its annotations
cli-check-beside = { $document } is not listed, because the text of the same name lies beside it (name it to open it)
cli-check-document = { $count ->
    [one] { $document }: file missing, { $count } annotation
   *[other] { $document }: file missing, { $count } annotations
    }
cli-check-renamed = { $document }: file missing, { $candidate } has the same text
cli-check-alike = { $count ->
    [one] { $document }: file missing, { $count } annotation; { $standing } of { $all } quotations found in { $candidate }
   *[other] { $document }: file missing, { $count } annotations; { $standing } of { $all } quotations found in { $candidate }
    }
cli-check-parent = tag “{ $tag }”: its parent “{ $parent }” is not in the codebook
cli-check-merged = tag “{ $tag }” is merged into “{ $into }”, which is not in the codebook
cli-check-removed = tag “{ $tag }” was deleted but is still used by { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
    }; meipi tags add with the same name restores it
cli-check-left = tag “{ $tag }” was deleted more than { $days } days ago and is not used: its record is no longer needed
cli-check-unmerged = { $path }: git has not finished merging it; resolve it, then git add
cli-check-circle = tag “{ $tag }” is part of a cycle: it is its own ancestor or merged into itself
cli-check-quick = quick key { $key } of { $coder } points to the tag “{ $tag }”, which is not in the codebook
cli-check-memo = a memo by { $coder } is on the tag “{ $tag }”, which is not in the codebook
cli-check-override = { $document }: a correction is { $state }: { $quote }
cli-check-article = { $document }: an article with attributes or memos was not found: { $title }
cli-check-article-read = { $document }: an article with reading progress was not found, its record is kept: { $title }
cli-check-article-met = { $document }: “{ $title }” was several articles before: { $former }
cli-check-id = { $document }: annotation { $id } has the same id as one in { $other }
cli-check-twin = { $document }: annotation { $id } is identical to { $other }
cli-check-undecided-annotation = unresolved after a merge (annotation): { $name }
cli-check-undecided-tag = unresolved after a merge (tag): { $name }
cli-check-undecided-override = unresolved after a merge (correction): { $name }
cli-check-undecided-memo = unresolved after a merge (memo): { $name }
cli-check-undecided-attribute = unresolved after a merge (attribute): { $name }
cli-check-older = { $path } has the older version { $version }: the next save converts it and keeps a backup
cli-check-left-behind = { $path } is an unfinished temporary file; it can be deleted
cli-check-misplaced = { $path }: its contents belong in { $belongs }
do-memo = Write memo
do-others = Toggle other coders
do-attributes = Edit attributes
do-next-unread = Next unread article
do-done = Mark read, go to next
do-list-done = Mark read
do-list-show = Change list (unread, reading, read, annotated)
do-search-all = Search all documents
do-hits = Hits (keyword in context)
do-row-down = Next row
do-row-up = Previous row
do-row-first = First row
do-row-last = Last row
do-row-page-down = Page down
do-row-page-up = Page up
do-row-go = Go to this place (^o comes back)
do-row-filter = Filter or new search
do-row-back = Back to text
do-row-mark = Tick row
do-row-mark-all = Tick all or none
do-row-tag = Toggle tag 1-9
do-row-pick = Pick tags
do-row-note = Write note
do-row-repeat = Repeat last tags
do-row-copy = Copy text
do-row-delete = Delete annotations (press twice)
do-retag = Replace tag
do-example = Add or remove as example
do-context = More or less context
do-adopt = Adopt their version
do-tour = Start the tour
do-settle-difference = Set as consensus
do-difference-kind = List one kind of difference
do-hit-mark = Tick row
do-hit-mark-all = Tick all or none
do-hit-tag = Toggle tag 1-9
do-hit-pick = Pick tags
do-hit-note = Write note
do-hit-repeat = Repeat last tags
do-hit-copy = Copy sentences
do-aside = Set aside or take back (hits)
do-more-hits = Next hits (when the list is full)
do-column-right = Next column, or tag (statistics)
do-column-left = Previous column, or tag (statistics)
do-chart-sort = Change sort order (statistics)
do-chart = Next chart (statistics)
do-tag-beside = New tag, same level
do-tag-child = New subtag
do-tag-rename = Rename tag
do-tag-move = Move under another tag
do-tag-down = Move down among siblings
do-tag-up = Move up among siblings
do-tag-merge = Merge into another tag
do-tag-define = Edit definition (include, exclude, examples)
do-tag-colour = Next color
do-tag-key = Assign quick key 1-9 (again: remove)
do-tag-list = Paste list of tags
do-tag-starter = Add starter codebook
do-tag-remove = Delete tag (press twice)
do-passages = Passages
do-codebook = Codebook
do-differences = Differences
do-statistics = Statistics
do-zen = Zen mode
do-ruler = Reading ruler
do-settings = Settings
do-mouse = Toggle mouse
do-names = Attributes from file names
help-screen = Passages, hits, differences
help-codebook = Codebook
screen-codebook = Codebook
screen-passages = Passages
screen-hits = Hits
screen-differences = Differences
screen-statistics = Statistics
hints-codebook-empty = o|new  p|list  Space b|import  S|starter
hints-codebook = o O|new  r|rename  e|define  1-9|key  Enter|passages  m|move  M|merge  dd|delete  /|filter
hints-passages = Enter|text  /|filter  e|export  1-9|tag  t|pick  Tab|tick  s|sort  a|note  + -|context  M|replace tag  y|copy
hints-passages-none = /|filter
hints-hits = Enter|text  1-9|tag  Tab|tick  -|aside  A|all  /|search  x c X w|unit  s|sort  u|undo
hints-hits-none = /|search
hints-differences = f|kind  A|adopt theirs  =|save consensus  Enter|text  1-9|tag
hints-differences-kind = f|kind
hints-differences-none = Space b|import
hints-statistics = Tab|chart  Enter|passages  h l|articles  s|sort
hints-timeline = Tab|chart  Enter|article  h l|one tag  s|sort
hints-meetings = Tab|chart  h j k l|move  Enter|passages  s|sort
hints-reading = Tab|chart  Enter|article  s|sort
empty-codebook =
    The codebook is empty.

    Select a passage in the text and press 1: you name it,
    and that is your first tag, on key 1.

    o        creates a tag here
    p        takes a list: one tag per line, indented by tabs;
             you can also paste a list here
    Space b  imports a file
    S        adds the starter codebook of the built-in pages
empty-passages = No annotations yet. Esc goes back to the text: x selects a sentence, 1 tags it, and it is listed here.
empty-passages-filter = 
    No matching passage; Esc shows all. / changes the filter:

    #grid                  a tag
    grid & joint           both tags
    overlap(grid, joint)   where both overlap
    grid !property         one without the other
    "words"                words of passage or note
    @li                    a coder
    :lost                  no longer found
    level=x                an attribute

    #grid               a tag
    grid & joint        both tags
    overlap(grid, joint) where both overlap
    grid !property      one without the other
    "words"             words of passage or note
    @li                 a coder
    :lost               no longer found
    level=x             an attribute
empty-hits-patterns = Nothing found. a｜b either, a b in one sentence, a..5..b at most 5 characters apart, =a whole word, /regex/. ^r searches as typed.
empty-hits = Nothing found. / starts another search. Simplified and traditional, full and half width, upper and lower case all match.
empty-hits-field = Type words to find in all documents; every match gets a row.
empty-differences = No differences: wherever both coders worked, passages and tags agree. f lists what they agree on. Documents coded by only one of them do not count.
empty-differences-alone = Only you have annotated these texts. What other coders write into the same folder (git pull, a shared folder, Space b imports a file) is compared here.
empty-differences-apart = You and the other coders have no document in common yet. As soon as two of you have annotated the same one, it is compared here.
empty-statistics = No tag is in use yet. Esc goes back to the text: x selects a sentence, 1 tags it, and it is counted here.
empty-statistics-articles = No article is known yet. Put texts into the library's folder; Tab goes to the next chart.
hits-searching = Searching
hits-numbers = { $at }/{ $hits } hits in { $units } { $unit }
hits-numbers-none = 0 hits
hits-numbers-cut = { $at }: { $first }-{ $last } of { $hits } hits, these in { $units } { $unit }
hits-numbers-sorted = row { $at }, sorted within { $first }-{ $last } of { $hits } hits
hits-more = > more
hits-again = gg from first
hits-unread = { $count } not searched
unit-sentence = sentences
unit-clause = clauses
unit-paragraph = paragraphs
unit-words = words
rows-marked = { $count } ticked
tags-numbers = { $count ->
    [one] { $count } tag
   *[other] { $count } tags
    }
tags-head-key = key
tags-head-tag = tag
tags-head-own = own
tags-head-whole = total
tag-counts-own = { $own ->
    [0] No passages yet
    [one] 1 passage
   *[other] { $own } passages
    }
tag-counts = { $own ->
    [one] 1 passage
   *[other] { $own } passages
    }, { $whole } with subtags
tag-reach = In { $articles ->
    [one] 1 article
   *[other] { $articles } articles
    } of { $documents ->
    [one] 1 document
   *[other] { $documents } documents
    }
tag-coders = By { $list }
tag-under = under { $parent }
tag-shown = Passages
tag-left = { $count ->
    [one] Deleted, but still used by { $count } passage; Enter restores it
   *[other] Deleted, but still used by { $count } passages; Enter restores it
    }
tag-removed = deleted, in use
tag-definition = definition
tag-include = include
tag-exclude = exclude
tag-examples = examples
tag-aliases = aliases
tag-undefined = No definition yet. Press e to write one.
definition-title = Definition: { $tag }
definition-keys = Tab Up Down|fields  Enter|new line  Esc|save  ^c|cancel
tag-name-zh = name in Chinese
tag-name-en = name in English
tag-definition-hint = what the tag means
tag-include-hint = what belongs to it
tag-exclude-hint = what does not, and where it goes instead
tag-examples-hint = passages that show its use, one per line
tag-aliases-hint = other names to find it by, one per line
notice-defined = Saved { $tag }
error-tag-unnamed = A tag needs a name
starter-title = Unused tags of the starter codebook
starter-keep = Keep them all (you will not be asked again)
starter-remove = Delete the { $count } unused of { $all } tags (u to undo)
removed-title = This tag was deleted but is still in use
removed-revive = Restore it with its definition (u to undo)
removed-passages = Show its passages
tag-list-title = List of tags: one per line, indented by tabs
tag-list-keys = Esc|save  Enter|new line  Tab S-Tab|indent  ^c|cancel
tag-new = New tag
tag-new-below = New tag under { $parent }
tag-rename-title = Rename { $tag }
tag-move-title = Move under which tag?
tag-to-top = (top level)
tag-merge-title = Merge into which tag?
field-keys = Enter|OK  Esc|cancel
retag-title = Replace with which tag?
candidates-title = Several possible places: which one?
candidate-same = same words, { $around }
candidate-nearly = { $percent }% similar, { $around }
candidate-around-same = same context
candidate-around-part = similar context
candidate-around-other = other context
candidate-around-unknown = unknown context
themes-title = Theme
settings-title = Settings
settings-keys = Up Down|choose  Left Right|change  0-9|line width  ?|help  Esc|close
settings-look = Look and language
settings-page = Page
settings-program = Program
setting-theme = theme
setting-theme-about = Colors. Space c lists all themes with a preview.
setting-language = language
setting-language-about = Language of the interface; your texts and tags stay as they are.
language-name = English
setting-measure-about = Characters per line of text; a number can also be typed.
setting-indent-about = Indent the first line of each paragraph by two characters.
setting-spacing-about = Empty lines between paragraphs.
setting-leading-about = Empty lines between the lines of a paragraph.
setting-margin-about = Empty lines above and below the text in zen mode.
setting-ruler-about = Only the sentence at the cursor stands out; the rest is pale.
setting-hang-about = A closing comma or full stop may stand past the end of the line.
setting-breaking-about = Which marks are kept away from the start and end of a line.
setting-numbers-about = Line numbers of the source file beside the text.
setting-captions-about = Show captions where they interrupt the text; off: after the article.
setting-mouse-about = Off: the terminal selects text itself.
setting-preset = key preset
setting-preset-meipi = meipi
setting-preset-vim = vim (counts)
setting-preset-less = less (paging)
setting-preset-about = vim: digits are counts. less: Space and b page, \ opens the menu.
setting-words = words
setting-words-coarse = coarse
setting-words-fine = fine
setting-words-about = Fine: compounds are cut into the words they are made of (检察|机关).
setting-citation = citation
setting-citation-plain = in brackets
setting-citation-gbt7714 = GB/T 7714
setting-citation-bibtex = BibTeX
setting-citation-about = What Y adds to the copied passage.
setting-coder = coder
setting-coder-about = Whose name your annotations get until you quit. To keep it, set coder in config.ron.
setting-here = theme and page apply to
setting-here-all = all libraries
setting-here-this = this library only
setting-here-about = This library only: other libraries keep the theme and page they have.
setting-measure-room = The window has room for { $count }.
setting-measure = line width
setting-measure-value = { $count ->
    [one] { $count } character
   *[other] { $count } characters
    }
setting-indent = first-line indent
setting-spacing = paragraph spacing
setting-leading = line spacing
setting-margin = zen margin
setting-ruler = reading ruler
setting-hang = hang punctuation
setting-breaking = line breaking
setting-breaking-basic = basic
setting-breaking-strict = strict
setting-breaking-none = off
setting-numbers = line numbers
setting-captions = captions in text
setting-mouse = mouse
yes = on
no = off
none = none
passages-of-all = of { $count }
passages-by-article = by article
passages-by-tag = by tag
passages-by-coder = by coder
passages-by-day = by date
passage-gone = (deleted; u to undo)
passage-example = example
difference-tags = different tags
difference-borders = different span
difference-both = different span and tags
difference-only-mine = only mine
difference-only-theirs = only theirs
differences-adopted = { $count } agreed now
differences-settled = consensus: { $count } in all
difference-any = all
difference-agreed = agreed
short-difference-agreed = agreed
short-difference-only-theirs = only theirs
short-difference-only-mine = only mine
short-difference-both = both
short-difference-borders = span
short-difference-tags = tags
short-difference-any = all
consensus = consensus
showing-all = all
showing-unread = unread
showing-reading = reading
showing-done = read
showing-tagged = annotated
progress-unread = unread
progress-reading = reading
progress-done = read
progress-sum = { $count ->
    [one] { $count } article
   *[other] { $count } articles
    }
progress-part = { $state } { $count } ({ $percent }%)
chart-tags = Tag counts
chart-timeline = Tag timeline
chart-meetings = Co-occurrence
chart-progress = Progress
chart-tag = tag
chart-count = count
chart-series = by article
chart-scale = longest bar: { $most }
chart-hundred = { $count ->
    [one] % of { $count } annotation, subtags included
   *[other] % of { $count } annotations, subtags included
    }
chart-articles = { $count ->
    [one] in { $count } article
   *[other] in { $count } articles
    }
chart-article = article
chart-length = longest: { $length } chars
chart-singled = { $tag }: { $count } in { $title }
chart-document = document
chart-state = state
chart-annotations = annotations
chart-chars = chars
chart-sorted = s sort: { $order }
chart-by-codebook = codebook order
chart-by-reading = reading order
chart-by-count = count
chart-by-name = name
chart-sum = sum of { $coders }
chart-pair = { $row } and { $column }: { $count ->
    [one] { $count } pair
   *[other] { $count } pairs
    }, Jaccard { $index }
chart-own = { $tag }: { $count ->
    [one] { $count } passage
   *[other] { $count } passages
    }
chart-surveyed = Counting.. { $known } of { $all } files
passages-pairs = { $pairs ->
    [one] { $pairs } pair
   *[other] { $pairs } pairs
    }, { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
    }
attributes-article = Attributes of the article: { $name }
attributes-document = Attributes of the document: { $name }
attributes-keys = Tab Up Down|fields  Esc|save  ^c|cancel
attributes-keys-both = Tab Up Down|fields  ^t|article/document  Esc|save  ^c|cancel
attribute-new = + new attribute
attribute-paper = newspaper
attribute-date = date
attribute-page = page
attribute-author = author
attribute-level = level
attribute-place = place
attribute-printed = Printed in the text: Enter fills it in
attribute-inherited = Inherited from the document
citation-comma = {", "}
citation-title = “{ $title }”
citation-paper = { $paper }
citation-date = { $date }
citation-page = p. { $page }
citation-leaf = p. { $page }
citation-writers = {", "}
memo-project = project
memo-title = Memo: { $about }
memo-keys = Esc|save  Tab|project memo  Enter|new line  ^c|cancel
line-names = Pattern of the file names: {"{"}paper{"}"}_{"{"}date{"}"}_{"{"}page{"}"}; * matches anything.
line-passages = A filter: grid & joint, overlap(grid, joint), grid | joint, grid !property, "words", #tag, @coder, :lost, >2026-01-01, level=x
line-hits = What to search for in all documents
line-width = Characters per line, 10 to 100
line-theme = Name of a theme
edit-retag = replace tag
edit-adopt = adopt
edit-settle = set consensus
edit-attributes = attributes
edit-import = import
edit-memo = memo on
edit-progress = mark as
edit-quick-key = quick key
edit-tag-made = new tag
edit-tag-name = rename tag
edit-tag-move = move tag
edit-tag-order = reorder tags
edit-tag-merge = merge tag
edit-tag-definition = definition of
edit-tag-colour = color of
edit-starter-removed = delete unused starter tags
edit-starter-taken = starter codebook
edit-tags-listed = list of tags
edit-tag-removed = delete tag
edit-tag-revived = restore tag
edit-restored = restore
edit-check = repairs of check --fix
notice-tagged-many = { $count ->
    [one] Tagged { $count } passage { $tags } (u to undo)
   *[other] Tagged { $count } passages { $tags } (u to undo)
    }
notice-taken-off-many = { $count ->
    [one] Removed { $tags } from { $count } passage (u to undo)
   *[other] Removed { $tags } from { $count } passages (u to undo)
    }
notice-no-more-hits = No more hits
notice-no-columns = This chart has no columns to choose; Tab goes to the next chart
notice-never-meet = { $one } and { $other } never co-occur
notice-rows-marked = { $count ->
    [one] { $told } row ticked
   *[other] { $told } rows ticked
    }
notice-rows-stay = { $count ->
    [one] { $count } row ticked: tag it first, or Esc to untick
   *[other] { $count } rows ticked: tag them first, or Esc to untick
    }
notice-hits-full = List full: > shows the next hits, gg starts again
notice-theirs = By { $name }, read-only: a digit adds an annotation of yours here
notice-no-others = No annotations by other coders
notice-others-shown = Also showing: { $names }
notice-others-hidden = Showing only your annotations
notice-nothing-to-adopt = Nothing of theirs to adopt here
notice-adopted = Adopted { $name }'s version
notice-alike-already = The two versions are alike already
notice-settled = Consensus: { $name }'s version ({ $done }/{ $count })
notice-context-most = No more context to show
notice-context-none = No context left to hide
notice-only-passages = Works in Passages only
notice-no-filter = Nothing to filter here
notice-again-deletes-many = { $count ->
    [one] Press d again to delete { $count } annotation
   *[other] Press d again to delete { $count } annotations
    }
notice-deleted-many = { $count ->
    [one] Deleted { $count } annotation (u to undo)
   *[other] Deleted { $count } annotations (u to undo)
    }
notice-retag-how = Sort by tag (s t) or filter by one tag first
notice-retagging = { $count ->
    [one] Replace { $tag } on { $count } passage with..
   *[other] Replace { $tag } on { $count } passages with..
    }
notice-retagged = { $count ->
    [one] { $count } passage now has { $tag } (u to undo)
   *[other] { $count } passages now have { $tag } (u to undo)
    }
notice-example = Added as an example of { $tag }
notice-no-example = No longer an example of { $tag }
notice-no-name = No name typed: nothing changed
notice-tag-there = { $tag } already exists
notice-merging = { $count ->
    [one] Merge { $tag } ({ $count } passage) into..
   *[other] Merge { $tag } ({ $count } passages) into..
    }
notice-merged = Merged { $tag } into { $into } (u to undo)
notice-renamed = Renamed { $tag } to { $name } (u to undo)
notice-quick-key = Quick key of { $tag }: { $key }
notice-tag-of-others = { $count ->
    [one] Not deleted: other coders use { $tag } on { $count } passage (M merges)
   *[other] Not deleted: other coders use { $tag } on { $count } passages (M merges)
    }
notice-again-removes = { $below ->
    [0] Press d again to delete { $tag }
    [one] Press d again to delete { $tag } and its subtag
   *[other] Press d again to delete { $tag } and its { $below } subtags
    }
notice-again-removes-used = { $below ->
    [0] Press d again to delete { $tag }
    [one] Press d again to delete { $tag } and its subtag
   *[other] Press d again to delete { $tag } and its { $below } subtags
    }, used on { $count ->
    [one] { $count } passage
   *[other] { $count } passages
    }; M merges instead
notice-removed = Deleted { $tag }{ $below ->
    [0] {""}
    [one] { " " }and its subtag
   *[other] { " " }and its { $below } subtags
    }{ $count ->
    [0] {""}
    [one] , removed from { $count } passage
   *[other] , removed from { $count } passages
    } (u to undo)
notice-reading-again = Marked as reading: { $title }
notice-done = Marked as read: { $title }
notice-done-next = Marked as read: { $title } ({ $done }/{ $count })
notice-all-done = All articles read ({ $done }/{ $count })
notice-no-unread = No unread article left
notice-showing = List shows: { $what } (f changes)
notice-attributes = { $count ->
    [one] { $count } attribute set
   *[other] { $count } attributes set
    }
notice-names = { $count ->
    [one] { $documents } file names match: { $count } attribute
   *[other] { $documents } file names match: { $count } attributes
    }
notice-names-how = Give a pattern of file names, e.g. {"{"}paper{"}"}_{"{"}date{"}"}_{"{"}page{"}"}
notice-width = Line width: { $width }
notice-no-width = { $typed } is not a number of characters; example: :width 38
notice-mouse-on = Mouse on: meipi handles clicks and dragging
notice-mouse-off = Mouse off: the terminal selects text
notice-zen = Zen mode: Esc or Space z shows all panes again
notice-ruler-on = Reading ruler on: the sentence at the cursor stands out
notice-ruler-off = Reading ruler off
notice-no-such-theme = No theme { $name }; available: { $names }
error-key-clash = config.ron: { $keys } now belongs to { $name }; { $other } is now unassigned
error-key-command = config.ron: unknown command { $name }; closest: { $nearest }
error-key-unreadable = config.ron: invalid keys { $keys } for { $name }
error-theme = The theme { $path } cannot be used: { $cause }
do-side-filter = Filter annotations
do-split-annotation = Split annotation (at cursor)
do-merge-annotations = Merge annotations (this and next)
do-double = Duplicate annotation
side-list = list
edit-merge = merge annotations
notice-split-where = Select the annotation (;), then put the cursor where to split it
notice-merge-nothing = No annotation after it to merge with
notice-configured = config.ron reloaded
config-none = No { $path }: using defaults. meipi config prints all settings, explained
config-good = No problems found in { $path }
notice-nothing-found = No matches
notice-unsaved-later = Changes not saved yet; trying again
notice-leaving = Saving, then quitting; q again quits at once
notice-store-keys = Please answer first: Enter or 2; Esc decides later
hits-headline = headline
notice-merge-apart = { $count } characters between them are left out; press again to merge
notice-merged-two = Merged (u to undo)
notice-nothing-selected-to-delete = No annotation of this selection; ; selects the one at the cursor
notice-in-place = Already in place; r again to move it anyway
notice-ends-first = Confirm start and end first (E or Enter), or cancel (Esc)
notice-memo = Memo saved; Space n shows it
notice-memo-gone = Memo deleted
head-memo = memo
passages-keys = Enter|OK  Esc|show all  &|and  ||or  !|not  |#tag  |"words"  |@coder  |:lost  |level=x
hits-keys = Enter|OK  Esc|cancel  Up Down|rows  ^r|patterns  |Type what to search for
empty-side-filter = No matching annotation. f changes the filter; leave it empty to show all.
empty-tags = No matching tag. Esc clears the filter.
tag-key = id { $key }
notice-quick-key-taken = Quick key of { $tag }: { $key }; { $other } now has none (u to undo)
notice-note-of-one = A note belongs to one passage: { $count } rows are ticked
notice-again-takes-off = All { $count } have it; press again to remove it from all
difference-alike = agreed now
do-by-article = Group by article
do-by-tag = Group by tag
do-by-coder = Group by coder
do-by-day = Sort by date (latest first)
do-export-shown = Export passages (listed or ticked)
do-unit-sentence = Code sentences
do-unit-clause = Code clauses
do-unit-paragraph = Code paragraphs
do-unit-words = Code the words found
do-by-left = Sort by left context
do-by-right = Sort by right context
do-by-place = Sort by position
do-hit-next = Next hit
do-hit-previous = Previous hit
export-shown = the { $count } listed
export-ticked = the { $count } ticked
export-all-coders = all
hints-unsettled = r|re-anchor  dd|delete  1-9|tag  ]a|next
notice-lit-ambiguous = These words occur several times: r lists the places; dd deletes
edit-accept-removal = accept deletion
edit-recovered = recovered changes
notice-recovered = { $count ->
    [one] Recovered { $count } change that could not be saved last time
   *[other] Recovered { $count } changes that could not be saved last time
    }
error-still-writing = Still not saved after { $seconds } s; the rest is kept in { $path } and will be saved at the next start
error-panic = meipi crashed ({ $cause }). Unsaved changes are kept and will be saved at the next start. Report: { $path }
do-conflicts = Conflicts (and missing files)
do-keep-this = Keep this version
do-keep-other = Take other version (of a renamed file: link it)
do-keep-both = Keep both
screen-conflicts = Conflicts
hints-conflicts = 1|current  2|other  3|both  Enter|view  u|undo
hints-gone = 2|use that file  Enter|view it  u|undo
hints-gone-none = u|undo
empty-conflicts =
    No conflicts.

    Listed here: places that both sides of a merge have changed,
    and annotated files that are missing.
conflicts-numbers = { $at }/{ $count } unresolved
conflict-annotation = annotation
conflict-tag = tag
conflict-override = correction
conflict-memo = memo
conflict-attribute = attribute
conflict-gone = missing file
conflict-this = 1 current
conflict-other = 2 other
conflict-own = { $name } (you)
conflict-newer = newer
version-none = (empty)
version-place = passage
version-note = note
version-zh = Chinese name
version-en = English name
version-parent = parent
version-order = order
version-colour = color
version-merged = merged into
version-ruling = correction
version-memo = memo
version-value = value
ruling-page = not in any article
ruling-gap = text missing here
ruling-no-gap = no text missing here
ruling-repeated = duplicate text
ruling-not-repeated = not duplicate text
gone-searching = { $count ->
    [one] { $document } is missing and has { $count } annotation. Looking for its new name..
   *[other] { $document } is missing and has { $count } annotations. Looking for its new name..
    }
gone-none = { $document } is missing and has { $count } annotations; no other file resembles it. The annotations are kept and will work again when the file is back.
gone-same = { $count ->
    [one] { $document } is missing and has { $count } annotation. { $to } has the same text: press 2 to link it.
   *[other] { $document } is missing and has { $count } annotations. { $to } has the same text: press 2 to link them.
    }
gone-alike = { $count ->
    [one] { $document } is missing and has { $count } annotation. { $standing } of { $all } quotations are in { $to }: press 2 to link it, Enter to look first.
   *[other] { $document } is missing and has { $count } annotations. { $standing } of { $all } quotations are in { $to }: press 2 to link them, Enter to look first.
    }
notice-conflicts-and = { $count ->
    [one] { $count } conflict (:conflicts)
   *[other] { $count } conflicts (:conflicts)
    }
notice-conflicts = { $count ->
    [one] { $count } conflict after a merge: resolve it in :conflicts
   *[other] { $count } conflicts after a merge: resolve them in :conflicts
    }
notice-conflict-others = For { $name } to decide
notice-relink = Press 2 to link the annotations to this file; Esc cancels
notice-no-candidate = No file to link to
notice-not-both = Cannot keep both here: press 1 or 2
notice-decided = Resolved; { $count } left
edit-conflict = resolve conflict
edit-relink = link renamed file

# The call of the program
call-usage = Usage:{" "}
call-commands = Commands:
call-arguments = Arguments:
call-options-head = Options:
call-options = [OPTIONS]
call-command = <COMMAND>
call-maybe-command = [COMMAND]
call-values = {" "}[possible values: { $said }]
call-default = {" "}[default: { $said }]
call-alias = {" "}[alias: { $said }]
call-similar = Did you mean { $similar }?
call-more = See { $call } --help
call-unknown = Unexpected argument { $arg }
call-no-such-command = Unknown command { $command }
call-missing = Missing required arguments: { $arg }
call-no-command = Missing command
call-no-value = { $arg } needs a value
call-bad-value = Invalid value “{ $value }” for { $arg }
call-more-values = Unexpected value “{ $value }” for { $arg }
call-twice = { $arg } can be given only once
call-conflict = { $arg } cannot be combined with { $other }
call-no-unicode = An argument is not valid Unicode
call-wrong = The command line could not be understood
cmd-meipi =
    A terminal reader and annotator for Chinese text.

    Without a command, opens PATH (a file, or a folder of .txt and .md files) for reading.
cmd-help = Show help for a command
cmd-outline = Print the structure: articles, their parts, joined lines
cmd-cat = Print the typeset text
cmd-text = Print the text of a file: DOCX, ODT, EPUB, web pages, tables, subtitles, chats, OCR output and others
cmd-refresh = Read changed files anew and show where their annotations stand then
cmd-words = Print the text split into words, line by line
cmd-sentences = Print the sentences with their offsets, as JSON lines
cmd-search = Search all documents
cmd-annotate = Add an annotation and print its id
cmd-annotations = List annotations
cmd-delete = Delete one of your annotations
cmd-tags = Show or edit the codebook
cmd-tags-add = Add a tag
cmd-tags-rename = Rename a tag (its id stays the same)
cmd-tags-move = Move a tag under another, or to the top level
cmd-tags-merge = Merge a tag into another, with its passages
cmd-tags-remove = Delete an unused tag
cmd-tags-import = Add tags from a codebook, in any format that can be read
cmd-tags-export = Print the codebook as JSON
cmd-export = Export annotations for other tools
cmd-import = Import annotations from another tool or store
cmd-formats = List the formats
cmd-keys = List the keys
cmd-config = Print, check or locate the settings
cmd-config-print = Print all default settings, explained
cmd-config-check = Check config.ron, including its keys
cmd-config-path = Print the path of config.ron
cmd-demo = Open the worked example: a copy of the built-in pages, annotated by two coders
cmd-init = Create a store next to the texts
cmd-merge = Merge three versions of a store file for git; the result is written to OURS
cmd-where = Print all paths in use
cmd-check = Check a store: files, tags, positions, unresolved conflicts
cmd-history = List your deletions, replacements, merges and imports of the last 90 days
cmd-restore = Undo one of these edits
arg-help = Print help
arg-version = Print version
arg-command = The command
arg-paths = Files or a folder
arg-folder = The folder of the library
arg-store = The folder that contains library.ron
arg-coder = Your coder name; when listing or exporting: only this coder's annotations
arg-genre = What the texts are (page, article, report, law, book, interview, chat, lines, verse, table, markdown, subtitle, entries, plain); by default as set, else decided by the text
arg-encoding = Character encoding of the texts (gb18030, big5, utf-8, utf-16le, ..); by default as settled, else detected
arg-lang = Language of the interface
arg-file = The text file
arg-files = The text files
arg-format = Output format: text or json
arg-id = The id, or its beginning
arg-tag = The tag
arg-label = The new name
arg-base = What the addresses of documents begin with, before their paths (w3c)
arg-outline-format = Output format: tree, json or tsv
arg-outline-raw = Ignore changes made by hand
arg-cat-article = Only this article; 0 is the page itself
arg-cat-width = Line width in cells
arg-cat-ambiguous = Width of ambiguous characters
arg-cat-level = Line-breaking rules
arg-cat-indent = Indent paragraphs by two characters
arg-cat-hang = Let a closing punctuation mark hang past the line end
arg-search-pattern = What to search for
arg-search-regex = Treat the pattern as a regular expression
arg-search-exact = Match exactly: do not fold variants, width or case
arg-search-patterns = Read patterns: a|b either, “a b” in one sentence, a..5..b at most 5 characters apart, =a a whole word, /regex/
arg-search-tag = Only inside passages with this tag
arg-annotate-quote = The words to annotate
arg-annotate-nth = Which occurrence, from 1
arg-annotate-start = The first code point; may be repeated
arg-annotate-end = The code point after the last; may be repeated
arg-annotate-tag = A tag: its id, a unique name or a path; may be repeated
arg-annotate-note = A note
arg-annotate-create = Create missing tags
arg-annotations-tag = Only with this tag or a subtag: 网格, "网格 & 联动", "网格 !物业", "网格 | 支部"; "overlap(网格, 联动)" finds two tags on one annotation, or on overlapping ones of one coder; if repeated, one of them
arg-annotations-article = Only in this article; may be repeated
arg-annotations-state = Only with this state: in-place, moved, approximate, ambiguous, lost; separated by commas
arg-annotations-since = Only if changed on or after this date
arg-tags-add-label = Its name
arg-tags-add-parent = Its parent tag
arg-tags-add-definition = Its definition
arg-tags-move-parent = The new parent tag; without one: top level
arg-tags-merge-tag = The tag to merge
arg-tags-merge-into = The tag to keep
arg-tags-import-file = The codebook file
arg-export-tag = Only with this tag or a subtag; see meipi annotations --help
arg-export-article = Only in this article; may be repeated
arg-export-state = Only with this state: in-place, moved, approximate, ambiguous, lost; separated by commas
arg-export-since = Only if changed on or after this date
arg-export-format = The format; meipi formats lists them
arg-export-output = Output file, or a folder for formats of several files; by default standard output
arg-export-by = Order of Markdown and similar formats; by default by article
arg-export-bom = Write CSV with a byte order mark, for spreadsheets
arg-export-raw = Write CSV without protecting cells that a spreadsheet would execute
arg-export-sources = Source text: reading order, one text per article; or the page as in its file
arg-export-errata = Corrected words: marked after the words, applied, or left out
arg-export-unit = Unit: char (default) or word (bio); char (default) or utf16 (doccano)
arg-export-against = What to count tags by (table): article (default), document, coder, tag, or attribute=NAME
arg-export-all = Include unused tags (table)
arg-export-roll-up = Count tags for their parents too (table); by default each tag counts alone
arg-export-program = Adapt to a program
arg-export-texts = Which texts to include; by default annotated ones
arg-export-links = Include texts that links lead to outside the library
arg-import-path = The file, or a folder of files that belong together
arg-import-format = The format; by default detected
arg-import-parent = Put new tags under this tag
arg-import-dry-run = Only show what would change
arg-import-raw = Read CSV whose cells are not protected
arg-import-unit = What offsets count, where the file does not say (doccano)
arg-import-tag-separator = What separates levels in tag labels, or none; by default detected
arg-formats-schema = Print the JSON Schema of the json format instead
arg-keys-format = Output format: text, markdown or json
arg-demo-again = Start over; changes made in it are lost
arg-demo-path = Only create it and print its folder
arg-init-folder = The folder of the library; by default the current folder
arg-init-central = Create it in the data folder of this computer instead
arg-init-git = Let git merge it by meaning: sets .gitattributes and this repository's merge command
arg-init-readings = Whether the text of DOCX, EPUB and other files is kept in the store once it is annotated: keep (default) or never
arg-refresh-files = The files
arg-refresh-write = Record the new places, as one edit
arg-merge-base = The common ancestor; an empty file if there is none
arg-merge-ours = Our version; receives the result
arg-merge-theirs = Their version
arg-merge-path = The path of the file in the repository
arg-check-fix = Fix what can be fixed without a human decision
value-kind = KIND
value-dir = DIR
value-name = NAME
value-lang = LANG
value-paths = PATHS
value-path = PATH
value-file = FILE
value-files = FILES
value-folder = FOLDER
value-format = FORMAT
value-f = FORMAT
value-n = N
value-k = K
value-t = TAG
value-s = STATE
value-p = PATH
value-text = TEXT
value-day = DATE
value-what = WHAT
value-program = PROGRAM
value-iri = IRI
value-sep = SEPARATOR
value-cells = CELLS
value-id = ID
value-label = NAME
value-tag = TAG
value-parent = PARENT
value-into = INTO
value-pattern = PATTERN
value-command = COMMAND
value-ambiguous = WIDTH
value-level = LEVEL
value-by = ORDER
value-sources = SOURCE
value-errata = HOW
value-unit = UNIT
value-how = HOW
value-texts = WHICH
value-base = BASE
value-ours = OURS
value-theirs = THEIRS
tour-select = selects the sentence at the cursor
tour-tag = puts a tag on it (see the row above)
tour-next = goes to the next article
tour-note = on a selection (x) writes a note; Esc saves it
tour-find = finds words; Enter, then n for the next match
tour-passages = lists all annotated passages
tour-codebook = opens the codebook, with all tags
tour-undo = undoes the last change
tour-export = shows what an export would write; Esc leaves it
tour-help = lists all keys; Esc leaves the list
tour-back = back to the text, then
tour-end = Esc Esc ends the tour
notice-tour-left = Tour ended; :tour starts it again
notice-tour-done = That was the tour; :tour starts it again
