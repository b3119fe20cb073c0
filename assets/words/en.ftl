# Commands
do-sentence = select the sentence; again: one more
do-clause = select the clause; again: one more
do-quotation = select the quotation; again: with marks; again: with the noun
do-paragraph = select the paragraph; again: one more
do-by-character = select by character, motions extend
do-by-paragraph = select by paragraph, motions extend
do-inner-word = select the word
do-inner-clause = select the clause
do-inner-sentence = select the sentence
do-inner-paragraph = select the paragraph
do-inner-quotation = select what is quoted
do-inner-brackets = select what is in brackets
do-inner-title = select what is in 《》
do-other-end = go to the other end of the selection
do-grow = move this end outwards by a character
do-shrink = move this end inwards by a character
do-tag = put the quick key's tag on, or take it off
do-next-set = next set of quick keys
do-pick-tag = pick tags
do-in-vivo = make a tag of the selected words
do-note = write a note
do-highlight = highlight without a tag
do-edit-ends = move the ends of the annotation; again: set them
do-delete = delete the annotation (press twice)
do-copy = copy
do-copy-cited = copy with the citation
do-undo = undo
do-redo = redo
do-history = bring back what went in the last 90 days
do-repeat = give the new selection the last tags
do-settle = accept or find the annotation's place
do-next-annotation = next annotation
do-previous-annotation = previous annotation
do-light = light the annotation here; again: the next overlapping
do-left = one character left
do-right = one character right
do-down = one row down
do-up = one row up
do-next-word = next word
do-previous-word = previous word
do-word-end = end of the word
do-next-clause = next clause
do-previous-clause = previous clause
do-next-sentence = next sentence
do-previous-sentence = previous sentence
do-next-paragraph = next paragraph
do-previous-paragraph = previous paragraph
do-start = start of the article
do-end = end of the article
do-row-start = start of the row
do-row-end = end of the row
do-half-page-down = half a page down
do-half-page-up = half a page up
do-page-down = page down; at the end again: next article
do-page-up = page up
do-centre = put this row in the middle
do-set-mark = set a mark (and a letter)
do-go-to-mark = go to a mark (and a letter)
do-back = jump back
do-forward = jump forward
do-previous-article = previous article
do-next-article = next article
do-articles = go to an article by its title
do-headings = the headings of this article
do-search = search
do-next-hit = next hit
do-previous-hit = previous hit
do-search-this = search for the selection or the word
do-list-down = next row
do-list-up = previous row
do-list-start = first row
do-list-end = last row
do-list-page-down = page down
do-list-page-up = page up
do-open = open the chosen article
do-fold = fold or unfold the document
do-card-down = next annotation
do-card-up = previous annotation
do-card-open = go to the annotation in the text
do-card-tag = put the quick key's tag on, or take it off
do-card-pick = pick tags
do-card-note = write a note
do-card-delete = delete the annotation (press twice)
do-next-pane = next pane
do-previous-pane = previous pane
do-to-list = to the list
do-to-text = to the text
do-to-sidebar = to the sidebar; again: list or margin
do-export = export annotations
do-import = import annotations
do-export-hits = export the hits that are listed, or ticked
do-theme = another theme
do-leave = leave selection and light, go to the text
do-help = help
do-repaint = repaint the screen
do-suspend = suspend
do-quit = quit
do-quit-now = save and quit
do-kind-body = it is body text
do-kind-title = it is a headline
do-kind-subtitle = it is a subhead
do-kind-kicker = it is a kicker
do-kind-section = it is a section heading
do-kind-byline = it is a byline
do-kind-rubric = it is a rubric
do-kind-caption = it is a caption
do-kind-credit = it is a credit
do-kind-other = it is something else
do-belongs = it belongs to article N, a heading with its text (0: none)
do-pick-article = pick its article by title
do-new-article = begin an article here
do-join = join this paragraph to the next
do-split = split the paragraph at the cursor
do-gap = text is lost here (again: not)
do-repeated = it repeats text (again: not)
do-erratum = correct the selected words
do-accept = the guess is right
do-guess = go back to the guess
do-why = why it was guessed so
do-next-doubtful = go to the next uncertain guess
do-previous-doubtful = go to the previous uncertain guess
do-as-printed = the page as printed, or reading order
do-captions = captions beside or after the text
do-line-numbers = source line numbers
do-term = make it a term (again: no longer)
do-encoding = the encoding of this file
do-line = command line: find a command by name

# Panes and popups
pane-list = Articles
pane-list-filtered = Articles  filter: { $filter }
pane-side = Annotations { $count }
pane-side-narrow = Annot. { $count }
side-lost-narrow = { $count } lost
side-lost = { $count } lost  ]a goes to them
list-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
    }
list-own = +{ $count } on the page
plain-highlight = highlight
state-in-place = in place
state-moved = moved
state-approximate = approximate
state-ambiguous = ambiguous
state-undecided = conflict
state-lost = lost
empty-side =
    No annotations yet.

    x selects a sentence, 1 tags it.
    x again takes the next one.

    c selects a clause, " a quotation;
    a writes a note, t picks a tag,
    f only highlights, u undoes.
empty-side-bare =
    No annotations, no tags yet.

    x selects a sentence;
    1 asks for a name: that is
    your first tag, on key 1.

    c selects a clause, " a
    quotation; a writes a note,
    f only highlights, u undoes.

    Space t opens the codebook:
    a list, a file, the starter.
empty-margin-bare =
    x select
    1 name it
    a note
empty-margin =
    x select
    1 tag
    a note
empty-library = There is no .txt or .md file here. meipi FILE opens any text.
empty-filter = No article matches. Esc ends the filter.
opening = Opening ...
too-small = too small: 40x10 at least
filter-label = filter 
search-keys = Enter keep  Esc back
search-none = none
picker-title = Tags  { $ticked } ticked  { $names }
picker-keys = Enter tag  Tab more  Esc keeps  ^n new  ^c discard
picker-new = + new “{ $name }” at the top (^t parent)
picker-new-below = + new “{ $name }” under { $parent } (^t parent)
note-title = Note: { $about }
note-keys = Esc save and close  Enter new line  ^c discard  ^_ undo  ^o editor
help-title = Help
help-keys = j k PgDn read  / search  q close
help-column-keys = keys
help-column-letterless = letterless
help-select = Select
help-act = Annotate
help-move = Move
help-find = Find
help-pane = Panes and program
help-input-method = With an input method on: Enter selects a sentence, comma a clause, digits tag, F2 note, F3 pick, F4 delete, F5 undo, F6 next. Full-width marks count as half-width.
help-codes = Who knows NVivo or MAXQDA: a tag is what they call a code. Mouse: click, drag to select, double for a word, triple for a sentence; with Shift the terminal selects.
help-signs = Left of the text: | an annotation, * a note, : a seam where a column broke, ? text lost at a seam, = repeated text, ~ an uncertain guess, + a correction by hand, _ corrected words (underlined). 0 at the right end below: which set of quick keys. In the list 3 +2: 3 articles, and 2 more blocks on the page itself.
export-title = Export annotations
export-keys = Up Down format  Tab what  Enter write  Esc cancel
export-what = What: { $scope }, { $coder } (Tab changes)
export-own = annotations of one's own
export-one-coder = coder { $name }
export-file = File: 
export-by = ^b order: { $value }
export-sources = ^t texts: { $value }
export-errata = ^r corrections: { $value }
export-by-tag = by tag
export-by-article = by article
export-by-page = by file
export-as-usual = as usual
export-errata-mark = marked
export-errata-apply = applied
export-errata-none = left out
export-tokens = ^n a row: { $value }
export-offsets = ^n offsets in: { $value }
export-program = ^p for: { $value }
export-against = ^g counted by: { $value }
export-char = characters
export-word = words
export-utf16 = UTF-16
export-any-program = any program
export-qualcoder = QualCoder
export-each-article = article
export-each-document = document
export-each-coder = coder
export-each-tag = other tag
export-looking = Looking…
export-goes = Goes out: { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
    } of { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
    }
export-goes-tags = Goes out: { $count ->
    [one] { $count } tag
   *[other] { $count } tags
    }
export-leaves = Not in this format: { $list }
export-progress = Exporting… { $percent } %
import-title = Import annotations
import-keys = Enter look  Tab other field  Esc cancel
import-keys-take = Enter take in  Tab other field  Esc cancel
import-file = File or folder:
import-below = New tags go below this tag (may be empty):
import-what = CSV, JSON, REFI-QDA, Web Annotation, brat, XMI, WebAnno, doccano, Taguette, lists of tags (one a line) and more are known. What would change is shown first.
import-progress = Reading… { $percent } %
import-found = Format { $format }; taking it in gives:
export-article = this article
export-document = this document
export-library = the whole library
export-untagged = Without a tag
export-line = line { $line }
export-outside = links lead out of the library to these, whose texts stay here: { $list } (meipi export --links takes them along)
export-memo = Memo ({ $coder }):
export-include = Include: { $text }
export-exclude = Exclude: { $text }
export-example = Example: { $text }
list-comma = {", "}
list-semicolon = {"; "}
left-tag = { $count } with other tags
left-article = { $count } in other articles
left-coder = { $count } of other coders
left-state = { $count } in another state
left-since = { $count } changed before
left-shown = { $count } not listed
facet-marks = { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
    }
facet-ids = { $count } more on a passage annotated before
facet-plain = { $count ->
    [one] { $count } highlight without a tag
   *[other] { $count } highlights without a tag
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
facet-created = times of annotating
facet-modified = { $count ->
    [one] { $count } time of change
   *[other] { $count } times of change
    }
facet-spans = { $count ->
    [one] { $count } passage of several pieces
   *[other] { $count } passages of several pieces
    }
facet-overlaps = { $count ->
    [one] { $count } overlapping annotation
   *[other] { $count } overlapping annotations
    }
facet-edges = { $count } passages with white space at their ends, or cut in a way of their own
facet-texts = { $count ->
    [one] { $count } article without an annotation
   *[other] { $count } articles without an annotation
    }
facet-whole = { $count ->
    [one] { $count } annotation of a whole document
   *[other] { $count } annotations of whole documents
    }
facet-lost = { $count } annotations that are not found in the text
facet-former = { $count } places before the text changed
facet-undecided = { $count ->
    [one] { $count } undecided version
   *[other] { $count } undecided versions
    }
facet-tree = the tree of tags
facet-names = tags with the name of another: { $count } (programs that know tags by their names alone take them for one; for QualCoder give --for qualcoder)
facet-unused = { $count ->
    [one] { $count } tag not in use
   *[other] { $count } tags not in use
    }
facet-keys = the short names of tags
facet-labels = labels in the other language
facet-colours = colours of tags
facet-order = the order of tags
facet-definitions = { $count ->
    [one] { $count } definition
   *[other] { $count } definitions
    }
facet-guides = { $count } of include, exclude, examples
facet-aliases = { $count } aliases and merged tags
facet-tag-times = times of tags
facet-attributes = { $count ->
    [one] { $count } attribute
   *[other] { $count } attributes
    }
facet-memos = { $count ->
    [one] { $count } memo
   *[other] { $count } memos
    }
facet-corrections = { $count ->
    [one] { $count } correction of words, structure, encoding
   *[other] { $count } corrections of words, structure, encoding
    }
facet-desk = terms, progress, quick keys
format-markdown = Markdown
format-obsidian = Obsidian notes: tags, callouts, links
format-org = Org outline
format-html = page for a browser: typeset texts, annotations, notes; no network
format-docx = Word, notes as comments
page-all = All
page-pick = Pick a tag to see it alone
page-tags = Tags
page-tag = Tag
page-definition = Definition
page-passages = Passages
page-codebook = Codebook
page-lost = Annotations that are not found in the text
page-made = Exported by meipi
page-facts = { $passages ->
    [one] { $passages } annotation
   *[other] { $passages } annotations
    } in { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
    }; coders: { $coders }
format-both = out and in
format-out = out
format-csv = CSV (Excel, with BOM)
format-tsv = TSV
format-json = JSON (complete)
format-jsonl = JSON Lines
format-refi = REFI-QDA project (NVivo, MAXQDA, ATLAS.ti, QualCoder)
format-qdc = REFI-QDA codebook
format-table = counts: tags by article, document, coder, attribute or tag
format-codebook = codebook as an appendix (Markdown table)
format-codebook-csv = codebook as a table
table-tag = tag
table-tag-sum = tag (sum of { $coders })
table-passages = passages
table-with-below = with those below
table-articles = articles
table-none = (none)
table-definition = definition
table-include = include
table-exclude = exclude
table-example = example
format-w3c = W3C Web Annotation (JSON-LD; reads Hypothesis too)
format-qc = Taguette codebook
format-list = list of tags (one a line, tabs for depth)
format-brat = brat: .txt and .ann
format-xmi = UIMA CAS XMI (INCEpTION)
format-webanno = WebAnno TSV 3.3 (INCEpTION)
format-bio = BIO by character or word
format-doccano = doccano JSON Lines
store-title = Where are annotations kept?
store-question =
    Enter  beside the texts (.meipi/, good for git)
    2      on this machine
store-keys = asked only once
gone-title = A file is gone
gone-question = { $name } is gone, and nothing shows that it was removed on purpose. What it held is still here.
gone-question-several = { $name } is gone, and nothing shows that it was removed on purpose; { $more ->
        [one] so is one other
       *[other] so are { $more } others
    }. What they held is still known here.
gone-keys = Enter restore it  d accept the removal  Esc later
gone-keys-several = Enter restore  d accept the removal  R D for all  Esc later
gone-document = The annotation file of { $name }
gone-tag = The file of the tag “{ $name }”
gone-terms = The list of words
gone-progress = The file of how far { $name } has read
gone-memos = The file of the memos of { $name }
gone-attributes = The table of attributes
unsaved-title = Not saved
unsaved-question = Saving failed: { $cause }. The edits are kept in { $path } and come back at the next start.
unsaved-question-lost = Saving failed: { $cause }. Nor could the edits be kept elsewhere: { $why }. Whoever leaves now loses them.
unsaved-keys = Enter save again and leave  q leave  Esc stay
coder-title = Coder
coder-question = Under whose name are these annotations?
coder-keys = Enter take  Esc do not annotate
which-keys = Esc cancel
help-shape = Page and words
kind-title = headline
kind-subtitle = subhead
kind-kicker = kicker
kind-byline = byline
kind-rubric = rubric
kind-section = section
kind-body = body
kind-caption = caption
kind-credit = credit
kind-other = other
head-printed = as printed
head-page = page
page-itself = (the page, no article)
owners-title = To which article
articles-title = To an article
headings-title = To a heading
choice-keys = Type a name, pinyin or initials  Up Down  Enter takes it  Esc closes
erratum-title = Correction
erratum-keys = Enter keeps it (as printed: undone)  Esc closes
erratum-printed = printed
erratum-reads = reads  
line-title = Commands
line-keys = Type a name  Up Down  Tab completes  Enter runs  Esc closes
line-encoding = encoding NAME: how the file of this document is read, as gb18030, big5, utf-8, utf-16le; auto leaves it to its bytes. The file itself stays as it is.
line-import = a file or a folder
sheet-keys = j k scroll  any other key closes
why-title = Why it was guessed so
why-corrected = corrected by hand
why-doubtful = guessed, uncertain
why-erratum = printed { $printed }, reads { $reads }
why-doubtful-article = guessed; to which article is uncertain
why-guessed = guessed
why-article = article
why-form = read as
form-page = a page: what belongs together is brought together
form-plain = plain text: in the order of the source, a line a paragraph
why-lines = lines
why-sum = sum
cue-above-byline = a byline follows
cue-above-credit = a picture credit follows
cue-above-date = the date that closes the text follows
cue-above-dateline = between a headline and where the article opens
cue-above-headline = a headline follows
cue-address = speaks to those present
cue-asks-below-column = asks or exclaims below a column's name
cue-behind-byline = stands behind a byline
cue-behind-caption = one sentence behind a caption
cue-behind-end = behind the mark of the end
cue-section-number = the number of a section
cue-names = a list of names
cue-office-writes = an office and who writes for it
cue-figure = number and name of a figure
cue-led-by-place = a headline led by its place
cue-footnote = a footnote: a line above refers to it
cue-broken-off = speech broken off
cue-calls = calls somebody
cue-authority = the name of an authority
cue-runs = runs at the head of several pages
cue-above-page-date = the date of the page follows
cue-below-chapter = below the number of a chapter
cue-beside-folio = beside the number of a page
cue-goes-on = the line above is not finished
cue-below-column = stands below a column's name
cue-below-headline = stands below a headline
cue-between-headline-and-byline = between headline and byline
cue-bracketed = wholly in brackets
cue-byline-follows = a byline follows
cue-clause = a clause ends inside
cue-clauses = several clauses
cue-column-follows = a column's name follows
cue-cut-above = the paragraph above the picture was cut
cue-dash = begins with a dash
cue-dateline = opens with a dateline
cue-dateline-follows = a dateline follows
cue-ends-as-clause = ends with a comma
cue-ends-as-sentence = ends as a sentence
cue-exclaims-above-byline = exclaims or asks above a byline
cue-fenced = in a fenced block
cue-few-characters = a few characters without marks
cue-first-level = marked as a heading of the first level
cue-first-line = the first line of all
cue-first-of-text = opens the text
cue-furniture = date, number or makers of the page
cue-genre = the name of a genre
cue-headline-follows = a headline follows
cue-item = an item of a list
cue-kicker-follows = a line above a headline follows
cue-last-headline = the last of several headlines
cue-lead-in = leads to what is counted off
cue-leads = leads to the line below
cue-led-to = the line above leads to it
cue-lone-name = a lone name between heading and text
cue-long = long
cue-lower-heading = marked as a lower heading
cue-markdown = Markdown marks its headings
cue-marked-heading = marked or numbered as a heading
cue-numbered = a numbered heading
cue-occasion = when and where it was said
cue-office = an office and a name
cue-official = head, number or note of an official document
cue-official-title = named as documents and speeches are
cue-only-credit = only says whose picture it is
cue-open-mark = opens a mark that the next line closes
cue-page-name = the name of a page
cue-paper = the name of a paper
cue-photographer = ends with a photographer
cue-picture-item = a caption follows
cue-place = a place
cue-place-and-name = a place and a name
cue-points-at-picture = points at a picture
cue-rest-below = the next line can only be its rest
cue-rule = a row of signs
cue-second-line = the line of a headline above its second
cue-semicolon = ends with a semicolon
cue-sentence-inside = a sentence ends inside
cue-short = a short line
cue-signature = a signature in brackets behind text
cue-speaker = begins with who speaks
cue-speaks-of-picture = speaks of a picture
cue-subtitle-follows = a subhead follows
cue-table = a row of a table
cue-text-follows = running text follows
cue-too-short = too short
cue-torn = can only be the rest of a cut line
cue-turn = tells where the article goes on
cue-two-halves = two halves with a blank between
cue-white-around = white space around it as around a picture
cue-writers = names its writers

# Status line
saved-not = not saved
saved-saving = saving
saved-saved = saved
saved-failed = NOT SAVED
status-built-in = (copy of the built-in pages)
status-bad = { $count ->
    [one] { $count } place not decoded
   *[other] { $count } places not decoded
    }
empty-document = an empty document
legend-empty = No tags yet: select a passage and press 1 to name one
legend-set = 0 set { $set }
legend-removed = { $tag } (removed)
status-loading = still reading ...
status-selected = { $count ->
    [one] { $count } character
   *[other] { $count } characters
    }
status-selected-spans = { $count } characters in { $spans } parts
hints-text = x sentence  c clause  1-9 tag  a note  ? help  / search  L next  D done  Space more  q quit
hints-selection = 1-9 tag  t pick  a note  f highlight  x more  o other end  +- move end  y copy
hints-ends = +- move this end  o other end  E set  Esc leave  w ) by word, sentence
hints-lit = 1-9 tag  t pick  a note  dd delete  E ends  x next sentence  ]a next  u undo
hints-list = Enter open  D done  f show  / filter  h fold  ? help  Tab next pane  q quit
hints-side = j k move  1-9 tag  a note  dd delete  Enter text  Tab next pane  ? help

# Notices
notice-marked = mark { $letter }
notice-no-mark = no mark { $letter }: set it with m { $letter }
notice-no-headings = This article has no headings
notice-no-jump = nowhere else to jump
notice-no-more = nothing more follows
notice-no-quotation = no quotation in this row
notice-select-first = select first: x sentence, c clause, v by character
notice-how-to-select = select first: x sentence, c clause, " quotation, v by character, ; an annotation here
notice-empty-selection = nothing of this article is selected
notice-still-loading = the file is still being read; annotate when it is whole
notice-tags-of-name = More than one is “{ $tag }”: { $tags }. Type the whole path
notice-key-named = Key { $key } is “{ $tag }” from now on
notice-keys-bound = Quick keys stay with their tags from now on: { $keys }
tag-of-key = Key { $key } has no tag yet: its name
notice-plain-now = { $tags } taken off; no tag left: now a plain highlight
notice-taken-off = { $tags } taken off
notice-exists = { $path } exists: Enter again overwrites it, or change the name
notice-too-long-for-tag = a tag of the words themselves has at most { $most } characters
notice-tags-made = New tags: { $count }. u undoes it
notice-no-new-tags = All of these tags are there
notice-no-list = Line { $line } is no tag: one a line, each of at most { $most } characters
notice-long-list = The list is too long: at most { $lines } lines
notice-starter-removed = { $count } unused starter tags are removed. u undoes it
notice-tag-made = new tag: { $label }
notice-tag-revived = the removed tag { $tag } is back, with its definition
notice-removed-in-use = removed tags that are in use still: { $tags } ({ $count } in all); :codebook restores them
notice-is-marked = there is an annotation here: it is lit
notice-nothing-lit = no annotation is lit: ; or ]a
notice-moving-ends = motions and + - move this end, o the other, E sets, Esc leaves
notice-place-accepted = place accepted
notice-placing = placing: select its place and press r, Esc leaves
notice-nothing-here = no annotation here
notice-again-deletes = d again deletes { $what }
notice-deleted = Deleted { $what }. u undoes it
notice-nothing-to-repeat = nothing to repeat yet
notice-nothing-to-undo = nothing to undo
notice-nothing-to-redo = nothing to redo
notice-undone = undone: { $what }
notice-redone = redone: { $what }
history-title = What went in the last 90 days: Enter brings it back
notice-no-history = nothing was removed, replaced, merged or imported in the last 90 days
notice-restored = brought back: { $what }
notice-restored-but = brought back: { $what }; { $count ->
    [one] { $count } thing was changed since and stays
   *[other] { $count } things were changed since and stay
    }
notice-restored-before = it is all there, nothing to bring back: { $what }
notice-not-restored = not brought back: { $what }; all of it was changed since ({ $count })
undo-passages = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
    }
notice-copied = { $count ->
    [one] { $count } character copied
   *[other] { $count } characters copied
    }
notice-last-annotation = the last annotation of the article
notice-first-annotation = the first annotation of the article
notice-draft = the draft that was not saved
notice-draft-kept = not saved; the draft is kept, a opens it again
notice-not-saved = not saved
notice-store-later = annotations have no place yet; it will be asked again
notice-store = annotations are kept in { $path }
notice-kept = { $count } fields were changed elsewhere and stay so
notice-outside = { $count ->
    [one] { $count } change from elsewhere taken in
   *[other] { $count } changes from elsewhere taken in
    }
notice-paste-nowhere = nothing is open to paste into
notice-paste-long = the paste was too long: only its beginning was taken
notice-paste-line = one line is written here: only the first of the paste was taken
notice-input-method = an input method is on: Enter, digits and F2 work; or switch it off
notice-no-such-key = no such key: { $keys }. ? is help
notice-last-article = the last article
notice-first-article = the first article
notice-next-article = Another page down: { $title }
notice-undecodable = { $count ->
    [one] { $count } place could not be decoded
   *[other] { $count } places could not be decoded
    }
notice-mixed = lines in several encodings, each read as its own: { $name }
notice-transcribed = { $count } places carried over from the text as read in { $former }; u undoes
notice-lost = { $count } annotations have no place in the changed file; meipi check lists them
notice-lit-lost = The text has changed and this annotation has no place: r picks it up, select the new place, r again; dd deletes it
notice-quit-unsaved = Not saved: Enter or 2 takes a place for it, q leaves without saving
notice-hit = { $n } of { $count }, { $here } in this article: { $needle }
notice-no-hit = “{ $needle }” is not in this document
notice-nothing-searched = nothing was searched yet: press /
notice-searching = searching “{ $needle }”
notice-nothing-to-export = no annotations to export
notice-no-choice = this format has no such choice
notice-export-where = name the file first
notice-odd-name = { $path } looks like another format (this one is .{ $extension }); Enter again writes it so
notice-exported = exported to { $path }
notice-import-what = Name the file first
imported-annotations = annotations: { $new } new, { $changed } changed, { $same } known
imported-tags = tags: { $new } new, { $matched } matched, { $changed } changed
notice-imported = { $said }{ $undecided ->
    [0] {""}
   *[other] , { $undecided } undecided (:conflicts)
    }{ $others ->
    [0] {""}
   *[other] , { $others } of others (Space o)
    }; u undoes
edit-tag = tag
edit-note = note
edit-highlight = highlight
edit-place = place
edit-delete = delete
citation = { $text } ({ $source })
notice-kind = Now { $kind } ({ $count })  u undoes
notice-joined = Joined  u undoes
notice-nothing-to-join = No body text follows that it could be joined to
notice-split = Split  u undoes
notice-nothing-to-split = Put the cursor where the paragraph is to be split, then press K
notice-on-page = It belongs to the page now, to no article. u undoes it
notice-article = In article { $n }: { $title }  u undoes
notice-no-article = This is the page itself, no article: L goes to one
notice-no-such-article = { $count ->
    [one] The page has { $count } article; s / picks by title
   *[other] The page has { $count } articles; s / picks by title
    }
notice-gap = Text is marked as lost here  u undoes
notice-no-gap = No longer marked as lost  u undoes
notice-repeated = Marked as repeated  u undoes
notice-not-repeated = No longer marked as repeated  u undoes
notice-guess = Back to the guess  u undoes
notice-is-guess = Nothing was corrected here
notice-only-errata = The structure was not corrected here; s e takes back corrected words
notice-accepted = The guess is accepted  u undoes
notice-accepted-next = Accepted; this is the next uncertain guess  u undoes
notice-not-doubtful = Nothing to accept here: the guess is not uncertain
notice-doubtful = Uncertain: s Enter accepts, s? says why, other s keys correct
notice-no-more-doubtful = No uncertain guess follows
notice-no-doubtful-before = No uncertain guess before
notice-select-misprint = Select the misprinted words first: v selects by character
notice-misprint-in-one-line = A correction cannot cross a seam or a line end: make two
notice-erratum = Corrected; the source stays as it is  u undoes
notice-no-erratum = As printed: no correction  u undoes
notice-as-printed = As printed: source order, nothing joined  Space p goes back
notice-reading-order = Reading order
notice-captions-last = Captions stand after the article
notice-captions-beside = Captions stand beside their paragraphs
notice-term = “{ $term }” is a term now
notice-term-gone = “{ $term }” is no longer a term
notice-no-term = A term has at most { $most } characters; select it first
notice-no-such-command = No command { $name }
notice-encoding = Encoding: { $name }
notice-encoding-settled = { $document }: encoding settled as { $name }
notice-encoding-loose = Encoding: { $name }; there is no store yet: it is kept with the first annotation
edit-kind = kind
edit-join = join
edit-split = cutting in two
edit-article = article
edit-gap = gap
edit-repeated = repeated text
edit-guess = back to the guess
edit-accept = accepted guess
edit-erratum = correction
edit-term = term
edit-encoding = encoding
edit-transcribed = mapping to the text as decoded now

# Errors
error-window = the terminal says that it has { $columns } columns and { $rows } rows: that cannot be drawn
error-io = cannot read or write: { $cause }
error-read = cannot read { $path }: { $cause }
error-cannot-tell = cannot tell whether there is a { $path }: { $cause }
error-locked = another program has held { $path } for { $seconds } seconds
error-waiting-for-lock = another program holds { $path }; waiting for it
error-file-busy = another program keeps changing this file, so nothing was written to it: { $path }
error-git-busy = git has been at work for { $seconds } seconds: { $path }; if it is not running, remove that file
error-file-gone = { $path } is gone, and nobody has said that it was removed
error-store-gone = the annotations are not there: { $path } was moved, or its disk is missing
error-left-unsaved = left without saving: { $cause }; the edits are kept in { $path } and come back at the next start
error-left-lost = left without saving: { $cause }; the edits could not be kept either: { $why }
error-recovery = edits that could not be saved are kept in { $path }, which cannot be read: { $cause }
error-list = cannot open the folder { $path }: { $cause }
error-write = cannot write { $path }: { $cause }
error-lock = cannot lock { $path }: { $cause }
error-missing = there is no { $path }
error-is-folder = { $path } is a folder
error-special = { $path } is no regular file
error-lacks = { $path } cannot be understood and is left alone: it should hold { $what }
error-quotation-mark = { $path } is left alone: a quotation mark in line { $line } is never closed
error-broken = { $path } cannot be understood and is left alone: { $cause }
error-newer-export = { $path } was exported by a newer meipi (version { $version }) and is left alone; update meipi
error-newer = { $path } was written by a newer meipi (version { $version }): it is read, as far as it can be, and not written; update meipi
error-too-large = { $path } is larger than { $size } MB and is left alone
error-unknown-field = { $path } holds the unknown field “{ $field }”: it is read and not written
error-gone = files with annotations that are gone: { $count }; :conflicts links renamed ones
error-mistake = a mistake in the program: { $cause }; the rest goes on, a report is in { $path }
error-no-unicode = the name of { $path } is not Unicode, so it is not listed: rename it
error-healed = { $path } holds git's conflict markers: both sides are read, merged by meaning; meipi check --fix writes it so
error-git-unlinked = git does not know here how { $path } is merged: run meipi init --git once in this clone
error-no-git = { $path } does not lie in a git repository, or there is no git: run git init first
error-git-config = git could not take over the setting { $name }
error-not-of-store = { $path } is no file of a store of meipi
error-other-part = the versions of { $path } are not about the same thing
error-field = { $path }: { $field } cannot be { $value }
error-nothing = there is nothing in { $path } that could be taken in
error-base = --base is a whole IRI, such as https://example.org/texts/, and cannot be { $base }
error-config = the configuration cannot be read, defaults are used: { $cause }
error-regex = the expression “{ $pattern }” is wrong: { $cause }
error-no-quote = “{ $quote }” was not found
error-many-quotes =
    “{ $quote }” stands in { $count } places; say which with --nth:
    { $places }
error-nth = { $count ->
    [one] “{ $quote }” stands in { $count } place only
   *[other] “{ $quote }” stands in { $count } places only
    }
error-span = { $start }–{ $end } is not in the text ({ $length } characters)
error-span-order = --start and --end come in pairs, rising and apart
error-what-to-annotate = say what: --quote, or --start and --end
error-no-tag = there is no tag “{ $tag }”{ $count ->
    [0] {""}
   *[other] . Near: { $nearest }
    }. --create makes it
error-no-such-tag = there is no tag “{ $tag }”{ $count ->
    [0] {""}
   *[other] . Near: { $nearest }
    }
error-many-tags = “{ $tag }” is more than one: { $paths }
error-tag-exists = there is a tag “{ $tag }” already
error-tag-used = the tag “{ $tag }” is on { $count } annotations; tags merge puts them elsewhere
error-tag-parent = “{ $tag }” cannot be put below itself
error-no-annotation = there is no annotation { $id }
error-no-past = there is no edit { $id } in the last 90 days; meipi history lists them
error-many-past = { $count } edits begin with { $id }; write more of it
error-not-yours = annotation { $id } is by { $coder } and cannot be removed
error-no-format = there is no format { $format }; there are { $formats }
error-fix-encoding = --fix writes for the texts as the store has them read: --encoding does not go with it. The encoding of a text is settled by annotate --encoding, or by :encoding in the program
error-format-here = --format here is one of { $formats }
error-several = { $path }: there are several files in it, and this format is one
error-against = cannot count against “{ $against }”; there are article, document, coder, tag, attribute=NAME
error-no-tags = there is no tag in the codebook, and this format needs one
error-bomb = { $path }: there is too much in it; not opened
error-slip = { $path }: the path “{ $name }” in it leads out of it; not opened
error-filter = not a whole condition: { $filter }; write it like 网格 & (联动 | !物业)
error-state = there is no state “{ $state }”; there are { $states }
error-day = “{ $day }” is no day; write 2026-11-21
error-binary = { $format } cannot be shown in a terminal; use -o FILE.{ $extension }
error-unrecognised = { $path } looks like no known format; those that can be imported are { $formats }
error-empty = { $path } is empty
error-json-bare = { $path } is JSON but holds no record, only { $value }
error-json-format = { $path } says that its format is { $value }, which is not known here; those that can be imported are { $formats }
error-json-names = { $path } is JSON, but no known kind of annotations: it holds { $names }; the formats that can be imported are { $formats }
error-no-list = Line { $line } of { $path } is no tag: in a list one stands on each line, of at most { $most } characters
error-long-list = { $path } is too long for a list of tags: at most { $lines } lines
error-archive = { $path } is no zip archive, or a damaged one, and is left alone
error-columns = { $path } is a table with the columns { $columns }; annotations need the columns document and content (or spans, or start); a codebook needs tag, or name and description
error-write-only = { $format } can only be written; those that can be read are { $formats }
error-no-article = there is no article { $article }; there are { $count }
error-no-terminal = a terminal is needed; meipi --help shows the commands for scripts
error-editor = the editor { $editor } failed
error-not-document = { $path } is not in the library { $library }
error-several-files = one file at a time
error-read-back = { $path } does not read back as it was written; the edits are kept: look at the disk before you leave
error-exists = { $path } exists
error-over-text = { $path } is a text and stays as it is; choose another name or folder
error-into-store = { $path } lies in a store of annotations; export to another place
error-no-folder = there is no folder { $path }
error-many-annotations = { $count } annotations begin with { $id }; write more of it
error-check-failed = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
    }
error-encoding-file = --encoding needs a file to go with: each file may be in an encoding of its own
error-no-such-encoding = No encoding { $name }; there are gb18030, big5, utf-8, utf-16le
foreign-zip = { $path } is a ZIP archive, not plain text, and was not opened
foreign-epub = { $path } is an EPUB book, not plain text, and was not opened; save it as TXT in UTF-8
foreign-odt = { $path } is an OpenDocument file, not plain text, and was not opened; save it as TXT in UTF-8
foreign-docx = { $path } is a Word document (DOCX), not plain text, and was not opened; save it as TXT in UTF-8
foreign-xlsx = { $path } is an Excel workbook (XLSX), not plain text, and was not opened; save it as TXT in UTF-8
foreign-pptx = { $path } is a PowerPoint presentation (PPTX), not plain text, and was not opened; save it as TXT in UTF-8
foreign-ole = { $path } is an old Office document (DOC, XLS, PPT), not plain text, and was not opened; save it as TXT in UTF-8
foreign-rtf = { $path } is an RTF document, not plain text, and was not opened; save it as TXT in UTF-8
foreign-pdf = { $path } is a PDF document, not plain text, and was not opened; save it as TXT in UTF-8
foreign-image = { $path } is an image, not plain text, and was not opened
foreign-media = { $path } is audio or video, not plain text, and was not opened
foreign-archive = { $path } is a compressed archive, not plain text, and was not opened
foreign-program = { $path } is a program, not plain text, and was not opened
foreign-database = { $path } is an SQLite database, not plain text, and was not opened
foreign-mobi = { $path } is a MOBI book, not plain text, and was not opened; save it as TXT in UTF-8
foreign-caj = { $path } is a CAJ document, not plain text, and was not opened; save it as TXT in UTF-8
foreign-djvu = { $path } is a DjVu document, not plain text, and was not opened; save it as TXT in UTF-8
foreign-chm = { $path } is a CHM help file, not plain text, and was not opened; save it as TXT in UTF-8
foreign-utf32 = { $path } is text in UTF-32, which is not read; save it as UTF-8
foreign-binary = { $path } is a binary file, not plain text, and was not opened
error-not-utf8 = { $path } is not UTF-8 and was left as it is; convert it to UTF-8 and try again
error-encoding = { $path } is not UTF-8; it looks like { $encoding }. It is not used and was left as it is: save it as UTF-8 and try again
error-recoded = { $path } is saved in { $encoding }{ $separator ->
    [none] {""}
    [TAB] {""}, parted by tabs
   *[other] {""}, parted by “{ $separator }”
}, and is read so; when it is next written it will be UTF-8{ $separator ->
    [none] {""}
   *[other] {""}, parted by commas
}, and the original is kept in backup
error-link-out = { $path } leads through a link to { $to }, outside the store: it is neither read nor written
error-tag-label = “{ $tag }” cannot be the name of a tag: it needs a letter, a digit or a sign, not only blanks, dots or “/”
error-coder = “{ $coder }” cannot be the name of a coder: it needs a letter or a digit

# Command line
cli-no-tags = the codebook is empty: meipi tags add NAME, meipi tags import FILE, or annotate with --tag NAME --create
cli-tags-removed = { $count ->
    [one] { $count } removed tag is in use still
   *[other] { $count } removed tags are in use still
    }: meipi tags add with its name restores it
cli-no-store = nothing has been annotated in { $path } yet
cli-transcribed = { $document }: { $count } places belong to the text as it was once read in { $former }; they are mapped through the bytes to the text as read now. The store is unchanged; meipi check --fix writes it
cli-transcribed-told = { $document }: { $count } places belong to the text as read in { $former }; here they are mapped through the bytes to the text as read in the encoding that was named. The store is unchanged
cli-check-transcribed = { $document }: { $count } places belong to the text as it was once read in { $former }; mapped through the bytes to the text as read now
cli-check-transcribed-others = { $document }: { $count } places of other coders belong to the text as it was once read in { $former }; mapped when read, and written when their coders open the library
cli-store = annotations are kept in { $path }
cli-encoding = { $document }: encoding settled as { $name }
cli-coder = coder: { $coder }
cli-exported = { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
    }
cli-export-idle = { $format } has no use for { $list }; ignored
cli-export-left = not selected: { $list }
cli-export-missing = cannot be read: { $list }
cli-export-leaves = { $format } does not hold: { $list }
cli-reading = reading
cli-importing = importing
cli-import-dry = format { $format }; only looked at, nothing is changed:
cli-import-losses = also in the file, and not taken: { $list }
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
    [one] { $count } annotation known already
   *[other] { $count } annotations known already
    }
import-others = { $count } of them by other coders
import-moved = { $count } put where their words stand, not where offsets say
import-alone = { $count } not placed: their words stand in one place, but other words than are told are around them there (kept; see check)
import-approximate = { $count } put where words much like theirs stand (see check)
import-ambiguous = { $count } not placed: their words stand in several places (kept; see check)
import-lost = { $count } not found in the texts here (kept; see :conflicts and check)
import-apart = { $count } with the identity of another that says something else, kept apart
import-tags-new = { $count ->
    [one] { $count } new tag
   *[other] { $count } new tags
    }
import-tags-changed = { $count ->
    [one] { $count } tag changed
   *[other] { $count } tags changed
    }
import-tags-restored = { $count ->
    [one] { $count } removed tag restored
   *[other] { $count } removed tags restored
    }
import-tags-matched = { $count ->
    [one] { $count } tag that is here already: { $list }
   *[other] { $count } tags that are here already: { $list }
    }
import-parted = { $count ->
    [one] { $count } label is a path parted by “{ $sign }”
   *[other] { $count } labels are paths parted by “{ $sign }”
    } (import --tag-separator says otherwise, none leaves labels whole)
import-doubt = “{ $sign }” stands in several labels; it is not sure that it parts them, so they are left whole (import --tag-separator decides)
import-attributes = { $count ->
    [one] { $count } attribute
   *[other] { $count } attributes
    }
import-memos = { $count ->
    [one] { $count } memo
   *[other] { $count } memos
    }
import-corrections = { $count ->
    [one] { $count } correction of words and structure
   *[other] { $count } corrections of words and structure
    }
import-desk = { $count } of terms, progress, quick keys
import-unsure = { $count } placed by offsets alone, which tools count in several ways here: have a look at them
import-mended = { $count ->
    [one] { $count } fault of the codebook mended (a missing parent, a circle)
   *[other] { $count } faults of the codebook mended (missing parents, circles)
    }
import-match-name = { $name } → { $path } (by name)
import-match-text = { $name } → { $path } (the same text)
import-match-words = { $name } → { $path } (by quotations)
import-match-several = { $name }: several files here have this name, and nothing tells which is meant
import-match-none = { $name }: no such file here
import-undecided = { $count } undecided (both versions are kept; :conflicts decides)
loss-document = { $count ->
    [one] { $count } entry that names no document
   *[other] { $count } entries that name no document
    }
loss-path = { $count } annotations whose document has an impossible name
loss-place = { $count ->
    [one] { $count } annotation without a usable place or quotation
   *[other] { $count } annotations without a usable place or quotation
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
loss-sources = { $count } sources that are no text (pictures, recordings, PDF)
loss-tags = { $count ->
    [one] { $count } use of a tag that the codebook does not have
   *[other] { $count } uses of tags that the codebook does not have
    }
loss-times = { $count ->
    [one] { $count } time that cannot be read
   *[other] { $count } times that cannot be read
    }
loss-relations = { $count } relations, events, chains
loss-attributes = { $count ->
    [one] { $count } other attribute
   *[other] { $count } other attributes
    }
loss-offsets = { $count ->
    [one] { $count } row whose offsets are no numbers
   *[other] { $count } rows whose offsets are no numbers
    }
loss-records = { $count ->
    [one] { $count } record that cannot be understood
   *[other] { $count } records that cannot be understood
    }
loss-labels = { $count ->
    [one] { $count } label that cannot be understood
   *[other] { $count } labels that cannot be understood
    }
loss-nameless = { $count ->
    [one] { $count } row without a tag
   *[other] { $count } rows without a tag
    }
loss-circles = { $count ->
    [one] { $count } parent that leads back to its own tag (the tag is at the top)
   *[other] { $count } parents that lead back to their own tags (the tags are at the top)
    }
loss-parents = { $count ->
    [one] { $count } parent whose name several tags have (the tag is below the first)
   *[other] { $count } parents whose names several tags have (the tags are below the first)
    }
loss-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
    }
loss-columns = { $count ->
    [one] { $count } column that is not read
   *[other] { $count } columns that are not read
    }
loss-columns-names = {" "}({ $names })
loss-lines = {" "}(line { $lines })
loss-records-of = {" "}({ $list }record { $numbers })
cli-where-library = library
cli-where-documents = documents
cli-where-store = store
cli-merge-undecided = { $path }: { $count } undecided; both versions are kept, :conflicts settles them
cli-where-none = (none yet)
cli-where-config = config
cli-where-state = state
cli-where-data = data
cli-where-coder = coder
cli-check-ok = { $annotations ->
    [one] no problems: { $annotations } annotation, tags: { $tags }
   *[other] no problems: { $annotations } annotations, { $tags } tags
    }
cli-fixed-made = { $what } added: { $name }
cli-fixed-moved = { $what } moved: { $name }, { $from } → { $to }
cli-fixed-changed = { $what } changed: { $name }
cli-fixed-removed = { $what } removed: { $name }
fixed-annotation = annotation
fixed-correction = correction
fixed-tag = tag
fixed-term = term
fixed-progress = progress
fixed-quick = quick key
fixed-memo = memo
fixed-attribute = attribute
cli-check-fixed = { $sentence } (mended)
cli-check-tag = { $document }: annotation { $id } has the tag “{ $tag }”, which is not in the codebook
cli-check-place = { $document }: annotation { $id } is { $state }: { $quote }
cli-check-document = { $count ->
    [one] { $document }: the file is missing, { $count } annotation
   *[other] { $document }: the file is missing, { $count } annotations
    }
cli-check-renamed = { $document }: the file is missing, { $candidate } is the same text
cli-check-alike = { $count ->
    [one] { $document }: the file is missing, { $count } annotation; { $standing } of { $all } quotations stand in { $candidate }
   *[other] { $document }: the file is missing, { $count } annotations; { $standing } of { $all } quotations stand in { $candidate }
    }
cli-check-parent = tag “{ $tag }”: its parent “{ $parent }” is not in the codebook
cli-check-merged = tag “{ $tag }” is merged into “{ $into }”, which is not in the codebook
cli-check-removed = tag “{ $tag }” was removed and { $count ->
    [one] { $count } annotation has it still
   *[other] { $count } annotations have it still
    }; meipi tags add with its name restores it
cli-check-left = tag “{ $tag }” was removed more than { $days } days ago and nothing names it: no trace is needed any more
cli-check-unmerged = { $path }: git has not finished merging it; settle it, then git add
cli-check-circle = tag “{ $tag }” is part of a circle: it stands above itself or is merged into itself
cli-check-quick = quick key { $key } of { $coder } gives the tag “{ $tag }”, which is not in the codebook
cli-check-memo = a memo of { $coder } is on the tag “{ $tag }”, which is not in the codebook
cli-check-override = { $document }: a correction is { $state }: { $quote }
cli-check-article = { $document }: an article with attributes or memos is not found: { $title }
cli-check-id = { $document }: annotation { $id } has the same identity as one in { $other }
cli-check-twin = { $document }: annotation { $id } says the same as { $other }
cli-check-undecided-annotation = undecided after a merge (annotation): { $name }
cli-check-undecided-tag = undecided after a merge (tag): { $name }
cli-check-undecided-override = undecided after a merge (correction): { $name }
cli-check-undecided-memo = undecided after a merge (memo): { $name }
cli-check-undecided-attribute = undecided after a merge (attribute): { $name }
cli-check-older = { $path } is of the older version { $version }: the next save writes it anew and keeps a backup
cli-check-left-behind = { $path } was begun by a program that did not come to write it; it can go
cli-check-misplaced = { $path }: what it holds belongs into { $belongs }
do-memo = write a memo: article, tag or project
do-others = show other coders, or hide them
do-attributes = attributes of document and article
do-next-unread = next article not done
do-done = this article is done: on to the next
do-list-done = this article is done
do-list-show = show unread, reading, done, or annotated
do-search-all = search all documents
do-hits = hits: keyword in context
do-row-down = next row
do-row-up = previous row
do-row-first = first row
do-row-last = last row
do-row-page-down = a page down
do-row-page-up = a page up
do-row-go = go where the row leads (^o comes back)
do-row-filter = filter, or search for something else
do-row-back = back to the text
do-row-mark = tick the row, or several
do-row-mark-all = tick all rows, or none
do-row-tag = put the quick key's tag on, or take it off
do-row-pick = pick tags
do-row-note = write a note
do-row-repeat = give the tags of the last act
do-row-copy = copy the words
do-row-delete = delete the annotations (press twice)
do-retag = give another tag instead
do-example = make it an example of the tag, or not
do-context = more context, or less
do-adopt = adopt the other's version as mine
do-settle-difference = settle it as consensus
do-hit-mark = tick the row, or several
do-hit-mark-all = tick all rows, or none
do-hit-tag = put the quick key's tag on, or take it off
do-hit-pick = pick tags
do-hit-note = write a note
do-hit-repeat = give the tags of the last act
do-hit-copy = copy the sentences
do-aside = hits: put a row aside, or take it back
do-more-hits = hits: list those that follow
do-column-right = statistics: next column, or tag
do-column-left = statistics: previous column, or tag
do-chart-sort = statistics: sort by codebook or reading order, count, name
do-chart = statistics: next chart
do-tag-beside = new tag beside
do-tag-child = new tag below
do-tag-rename = rename
do-tag-move = move below another tag
do-tag-down = later among its siblings
do-tag-up = earlier among its siblings
do-tag-merge = merge into another tag
do-tag-define = definition, include, exclude, examples, aliases
do-tag-colour = another colour
do-tag-key = give it a quick key, or take it away
do-tag-list = take a list of tags
do-tag-starter = take the starter codebook
do-tag-remove = remove the tag (press twice)
do-passages = passages: all that is annotated
do-codebook = codebook
do-differences = differences from other coders
do-statistics = statistics
do-zen = nothing but the text, or all panes
do-settings = settings of the page
do-mouse = listen to the mouse, or not
do-names = read attributes from file names
help-screen = Passages, hits, differences
help-codebook = Codebook
screen-codebook = Codebook
screen-passages = Passages
screen-hits = Hits
screen-differences = Differences
screen-statistics = Statistics
hints-codebook-empty = o new  p list  Space b import  S starter  ? help  Esc text
hints-codebook = o O new  r rename  m move  M merge  e define  1-9 key  ? help  Enter passages  dd remove  / filter  Esc text
hints-passages = Enter text  1-9 tag  t pick  Tab tick  ? help  Esc back  M retag  / filter  s sort  a note  e export  +- context  y copy
hints-hits = Enter text  1-9 tag  Tab tick  - aside  ? help  Esc back  A all  / search  x c X w unit  s sort  u undo
hints-differences = 1-9 tag  A adopt  = consensus  Enter text  ? help  Esc back
hints-statistics = Enter passages  h l articles  s sort  Tab chart  ? help  Esc back
hints-timeline = Enter article  h l one tag  s sort  Tab chart  ? help  Esc back
hints-meetings = Enter passages  h j k l move  s sort  Tab chart  ? help  Esc back
hints-reading = Enter article  s sort  Tab chart  ? help  Esc back
empty-codebook =
    The codebook is empty.

    Select a passage in the text and press 1: it asks for a
    name, and that is the first tag, on key 1.

    o        makes a tag here
    p        takes a list: one tag a line, tabs for depth;
             a list may also be pasted here
    Space b  imports a file
    S        takes the starter codebook of the built-in pages
empty-passages = Nothing is annotated yet. Esc goes back to the text: x selects a sentence, 1 tags it, and it stands here.
empty-passages-filter = No passage matches. / changes the filter: #grid (a tag), grid & joint, overlap(grid, joint), grid !property, "words", @li (a coder), :lost, level=x.
empty-hits = Nothing found. / searches for something else; simplified and traditional, width and case count as one.
empty-hits-field = Type what to search all documents for: a row for every place.
empty-differences = No differences: where both have coded, places and tags agree. Documents that only one has coded do not count.
empty-statistics = No tag is in use yet. Esc goes back to the text: x selects a sentence, 1 tags it, and it is counted here.
empty-statistics-articles = No article is known yet. Put texts into the library's folder; Tab goes to the next chart.
hits-searching = searching
hits-numbers = { $at }/{ $hits } hits, { $units } { $unit }
hits-numbers-cut = { $at }: { $first }-{ $last } of { $hits } hits, these in { $units } { $unit }
hits-numbers-sorted = row { $at }, sorted within { $first }-{ $last } of { $hits } hits
hits-more = > more
hits-again = gg from the first
hits-unread = { $count } not searched
unit-sentence = sentences
unit-clause = clauses
unit-paragraph = paragraphs
unit-words = places
rows-marked = { $count } ticked
tags-numbers = { $count ->
    [one] { $count } tag
   *[other] { $count } tags
    }
tag-counts = { $own ->
    [one] { $own } passage
   *[other] { $own } passages
    }, { $whole } with those below
tag-left = { $count ->
    [one] Removed, but { $count } passage has it still; Enter restores it
   *[other] Removed, but { $count } passages have it still; Enter restores it
    }
tag-removed = removed, in use
tag-definition = definition
tag-include = include
tag-exclude = exclude
tag-examples = examples
tag-aliases = aliases
tag-undefined = No definition yet. e writes definition, include, exclude, examples.
tag-text-title = { $tag }: { $what }
tag-text-keys = Esc saves  Tab next text  Enter new line  ^c discard
starter-title = Tags of the starter codebook that nobody uses
starter-keep = Keep them all; this is not asked again
starter-remove = Remove the { $count } unused tags of { $all }; u undoes it
removed-title = This tag was removed, but is in use still
removed-revive = Restore it with its definition; u undoes it
removed-passages = Show the passages that have it
tag-list-title = List of tags: one a line, tabs for depth
tag-list-keys = Esc takes it  Enter new line  Tab deeper  ^c discard
tag-new = New tag
tag-new-below = New tag below { $parent }
tag-rename-title = Another name for { $tag } (its passages follow)
tag-move-title = Move below which tag
tag-to-top = (the top)
tag-merge-title = Merge into which tag
field-keys = Enter takes it  Esc leaves
retag-title = Which tag instead
candidates-title = Where it may stand: which place
candidate-same = same words, { $around }
candidate-nearly = nearly ({ $percent } % alike), { $around }
candidate-around-same = same surroundings
candidate-around-part = some of its surroundings
candidate-around-other = other surroundings
candidate-around-unknown = surroundings unknown
themes-title = Theme
settings-title = Settings  Enter changes the row
setting-measure = measure
setting-measure-value = { $count ->
    [one] { $count } character
   *[other] { $count } characters
    }
setting-indent = first row indented
setting-spacing = empty rows between paragraphs
setting-hang = closing marks hang
setting-breaking = rules for the edges of rows
setting-breaking-basic = basic
setting-breaking-strict = strict
setting-breaking-none = none
setting-numbers = source line numbers
setting-captions = captions beside the text
setting-mouse = mouse
yes = yes
no = no
none = none
passages-by-article = by article
passages-by-tag = by tag
passages-by-coder = by coder
passages-by-day = by day
passage-gone = (deleted; u brings it back)
passage-example = example
difference-tags = different tags
difference-borders = different ends
difference-both = different ends and tags
difference-only-mine = only mine
difference-only-theirs = only theirs
differences-numbers = difference { $at } of { $count }, { $alike } alike, { $settled } settled
consensus = consensus
showing-all = all
showing-unread = unread
showing-reading = reading
showing-done = done
showing-tagged = annotated
progress-unread = unread
progress-reading = reading
progress-done = done
progress-sum = { $count ->
    [one] { $count } article
   *[other] { $count } articles
    }: { $done } done ({ $done-percent }%), { $reading } reading ({ $reading-percent }%), { $unread } unread ({ $unread-percent }%)
chart-tags = Tag counts
chart-timeline = Tag timeline
chart-meetings = Co-occurrence
chart-progress = Progress
chart-tag = tag
chart-count = count
chart-series = by article
chart-scale = longest: { $most }
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
chart-surveyed = { $known } of { $all } files read
passages-pairs = { $pairs ->
    [one] { $pairs } pair
   *[other] { $pairs } pairs
    }, { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
    }
attributes-article = Attributes of the article (grey: the document's)
attributes-document = Attributes of the document
attributes-keys = Up Down  Esc saves and closes  ^c discards
attributes-keys-both = Up Down  Tab article/document  Esc saves  ^c discards
attribute-new = + new one
attribute-paper = paper
attribute-date = date
attribute-page = page
attribute-author = author
attribute-level = level
attribute-place = place
citation-comma = {", "}
citation-title = “{ $title }”
citation-paper = { $paper }
citation-date = { $date }
citation-page = p. { $page }
memo-project = the project
memo-title = Memo: { $about }
memo-keys = Esc saves  Tab the project's  Enter new line  ^c discard
line-names = How file names are made: {"{"}paper{"}"}_{"{"}date{"}"}_{"{"}page{"}"}; * is anything.
line-passages = A filter: grid & joint, overlap(grid, joint), grid | joint, grid !property, "words", #tag, @coder, :lost, >2026-01-01, level=x
line-hits = What to search all documents for
line-theme = The name of a theme
edit-retag = another tag
edit-adopt = adopting
edit-settle = settling
edit-attributes = attributes
edit-import = import
edit-memo = the memo
edit-progress = progress
edit-quick-key = the quick key
edit-tag-made = the new tag
edit-tag-name = the name
edit-tag-move = moving the tag
edit-tag-order = the order of tags
edit-tag-merge = merging
edit-tag-definition = the definition of
edit-tag-colour = the colour
edit-starter-removed = removing unused starter tags
edit-starter-taken = the starter codebook
edit-tags-listed = the list of tags
edit-tag-removed = removing the tag
edit-tag-revived = restoring the tag
edit-restored = bringing back
edit-check = the repairs of check --fix
notice-tagged-many = { $count ->
    [one] { $tags } on { $count } passage. u undoes it
   *[other] { $tags } on { $count } passages. u undoes it
    }
notice-taken-off-many = { $count ->
    [one] { $tags } taken off { $count } passage. u undoes it
   *[other] { $tags } taken off { $count } passages. u undoes it
    }
notice-no-more-hits = There are no more to list
notice-no-columns = This chart has no columns to choose; Tab goes to the next chart
notice-never-meet = { $one } and { $other } never meet
notice-rows-marked = { $count ->
    [one] { $told } row ticked
   *[other] { $told } rows ticked
    }
notice-rows-stay = { $count } ticked: the list stays. Tag them, or untick them with Esc
notice-hits-full = The list is full. > puts those behind in its place, gg begins again
notice-theirs = This is { $name }'s and only read. A digit makes one of yours in its place
notice-no-others = There are no other coders' annotations
notice-none-in-common = You and the other coders have annotated no document in common yet
notice-others-shown = Also shown: { $names }
notice-others-hidden = Only your own annotations are shown
notice-nothing-to-adopt = There is nothing of the other's to adopt
notice-adopted = { $name }'s version adopted
notice-settled = { $name }'s version is the consensus: { $done }/{ $count }
notice-no-passages = Nothing is annotated yet
notice-only-passages = That works in the list of passages only
notice-no-filter = There is nothing to filter here
notice-again-deletes-many = { $count ->
    [one] d again deletes { $count } annotation
   *[other] d again deletes { $count } annotations
    }
notice-deleted-many = { $count ->
    [one] { $count } annotation deleted. u undoes it
   *[other] { $count } annotations deleted. u undoes it
    }
notice-retag-how = List by tag (st) or filter by one first
notice-retagging = { $count ->
    [one] { $count } passage with { $tag } get…
   *[other] { $count } passages with { $tag } get…
    }
notice-retagged = { $count ->
    [one] { $count } passage has { $tag } now. u undoes it
   *[other] { $count } passages have { $tag } now. u undoes it
    }
notice-example = An example of { $tag } now
notice-no-example = No example of { $tag } any more
notice-no-name = No name was typed: nothing is changed
notice-tag-there = { $tag } is there already
notice-merging = { $count ->
    [one] { $tag } ({ $count } passage) goes into…
   *[other] { $tag } ({ $count } passages) goes into…
    }
notice-merged = { $tag } went into { $into }. u undoes it
notice-quick-key = Quick key of { $tag }: { $key }
notice-tag-of-others = { $count ->
    [one] Other coders gave { $tag } to { $count } passage: it stays. M merges it into another
   *[other] Other coders gave { $tag } to { $count } passages: it stays. M merges it into another
    }
notice-again-removes = { $below ->
    [0] d again removes { $tag }
    [one] d again removes 1 tag below and { $tag }
   *[other] d again removes { $below } tags below and { $tag }
    }
notice-again-removes-used = On { $count ->
    [one] { $count } passage
   *[other] { $count } passages
    }{ $below ->
    [0] {""}
    [one] , 1 tag below
   *[other] , { $below } tags below
    }: d again takes off and removes { $tag }; M merges
notice-removed = { $count ->
    [0] Removed
    [one] Taken off { $count } passage, removed
   *[other] Taken off { $count } passages, removed
    }{ $below ->
    [0] {""}
    [one] { " " }with 1 tag below
   *[other] { " " }with { $below } tags below
    } { $tag }. u undoes it
notice-reading-again = Reading again: { $title }
notice-done = Done: { $title }
notice-done-next = Done: { $title } ({ $done }/{ $count })
notice-all-done = All are done ({ $done }/{ $count })
notice-no-unread = There is no article left that is not done
notice-showing = The list shows: { $what }. f changes it
notice-attributes = { $count ->
    [one] { $count } attribute set
   *[other] { $count } attributes set
    }
notice-names = { $count ->
    [one] { $documents } file names match: { $count } attribute
   *[other] { $documents } file names match: { $count } attributes
    }
notice-names-how = Say how file names are made, as in names {"{"}paper{"}"}_{"{"}date{"}"}
notice-mouse-on = The mouse is meipi's
notice-mouse-off = The mouse is the terminal's: it selects as everywhere
notice-no-such-theme = No theme { $name }. There are: { $names }
error-key-clash = config.ron: { $keys } went to { $name }; { $other } has lost it
error-key-command = config.ron: no command { $name }; the nearest is { $nearest }
error-key-unreadable = config.ron: the keys { $keys } of { $name } cannot be read
error-theme = The theme { $path } cannot be used: { $cause }
do-side-filter = filter the annotations of the sidebar
do-split-annotation = cut the lit annotation in two at the cursor
do-merge-annotations = merge with the next annotation
do-double = another annotation of the same passage
side-list = list
edit-merge = merging
notice-split-where = Light the annotation, then put the cursor where it is to be cut
notice-merge-nothing = There is no annotation behind it to merge with
notice-configured = config.ron has changed and holds now
config-none = There is no { $path }: everything is as by default. meipi config prints all settings, explained
config-good = { $path } is well
notice-nothing-found = Nothing matches
notice-unsaved-later = The edits are not saved; they are tried again
notice-leaving = Saving, then leaving; q again does not wait
notice-store-keys = Answer this first: Enter or 2; Esc puts it off
hits-headline = head
notice-merge-apart = { $count } characters lie between and are not taken along. Again merges them all the same
notice-merged-two = Merged. u undoes it
notice-nothing-selected-to-delete = There is no annotation of this selection. ; lights the one at the cursor
notice-in-place = It is in its place. r again moves it all the same
notice-ends-first = Set the ends first (E or Enter), or leave them (Esc)
notice-memo = The memo is kept. Space n shows it
notice-memo-gone = The memo is gone
head-memo = memo
passages-keys = & and  | or  ! not  #tag  "words"  @coder  :lost  level=x  Enter takes it  Esc clears
hits-keys = Type what to search for  Up Down  Enter takes it  Esc closes
empty-side-filter = No annotation matches. f changes the filter; empty shows all.
empty-tags = No tag matches. Esc ends the filter.
tag-key = key { $key }
notice-quick-key-taken = Quick key of { $tag }: { $key }; { $other } has none now. u undoes it
notice-note-of-one = A note is about one passage: { $count } rows are ticked
notice-again-takes-off = All { $count } have it. Again takes it off all of them
difference-alike = alike now
do-by-article = by article
do-by-tag = by tag
do-by-coder = by coder
do-by-day = by day, the last first
do-export-shown = export what is listed, or ticked
do-unit-sentence = code the sentence
do-unit-clause = code the clause
do-unit-paragraph = code the paragraph
do-unit-words = code the words found
do-by-left = sort by what stands left
do-by-right = sort by what stands right
do-by-place = sort by place
do-hit-next = next hit
do-hit-previous = previous hit
export-shown = the { $count } listed
export-ticked = the { $count } ticked
export-all-coders = all coders
hints-unsettled = r settle its place  dd delete  1-9 tag  ]a next  Esc leave
notice-lit-ambiguous = These words stand in several places: r lists them; dd deletes
edit-accept-removal = taking over a removal
edit-recovered = what came back
notice-recovered = { $count ->
    [one] { $count } change came back that could not be saved last time
   *[other] { $count } changes came back that could not be saved last time
    }
error-still-writing = not saved after { $seconds } s; what is missing is kept in { $path } and saved at the next start
error-panic = meipi has failed ({ $cause }). What was not saved is kept and saved at the next start; the report is { $path }
do-conflicts = what is undecided after merges, files that are gone
do-keep-this = keep the version that stands
do-keep-other = take the other version; of a renamed file: link it
do-keep-both = keep both
screen-conflicts = Conflicts
hints-conflicts = 1 this one  2 the other  3 both  Enter look  u undo  ? help  Esc back
empty-conflicts = No conflicts: what both sides of a merge have changed in one place, so that nobody could decide, is listed here; so are files that are gone and have annotations.
conflicts-numbers = { $at }/{ $count } undecided
conflict-annotation = annotation
conflict-tag = tag
conflict-override = correction
conflict-memo = memo
conflict-attribute = attribute
conflict-gone = file gone
conflict-this = 1 this version (stands now)
conflict-other = 2 the other version
version-none = (empty)
version-place = passage
version-note = note
version-zh = Chinese name
version-en = English name
version-parent = parent
version-order = order
version-colour = colour
version-merged = merged into
version-ruling = correction
version-memo = memo
version-value = value
ruling-page = belongs to no article
ruling-gap = text is lost here
ruling-no-gap = no text is lost here
ruling-repeated = it repeats text
ruling-not-repeated = it repeats no text
gone-searching = { $count ->
    [one] { $document } is gone and has { $count } annotation. Looking for what it is called now…
   *[other] { $document } is gone and has { $count } annotations. Looking for what it is called now…
    }
gone-none = { $document } is gone and has { $count } annotations; no other file is like it. The annotations are kept: they work again when the file is back.
gone-same = { $count ->
    [one] { $document } is gone and has { $count } annotation. { $to } is the same text: 2 makes it an annotation of that.
   *[other] { $document } is gone and has { $count } annotations. { $to } is the same text: 2 makes them annotations of it.
    }
gone-alike = { $count ->
    [one] { $document } is gone and has { $count } annotation. { $standing } of { $all } quotations stand in { $to }: 2 makes it an annotation of that; Enter looks first.
   *[other] { $document } is gone and has { $count } annotations. { $standing } of { $all } quotations stand in { $to }: 2 makes them annotations of it; Enter looks first.
    }
notice-conflicts = { $count } undecided after a merge: :conflicts settles them
notice-conflict-others = it is { $name }'s to decide
notice-relink = 2 makes them annotations of this file; Esc leaves it
notice-no-candidate = there is no file to link it to
notice-not-both = both cannot be kept here: 1 or 2
notice-decided = decided; { $count } left
edit-conflict = the decision
edit-relink = linking the renamed file
