//! What a block is, and in which order a page is read.

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 标题: the headline of an article.
    Title,
    /// 副题: the line below it.
    Subtitle,
    /// 肩题: the line above it.
    Kicker,
    /// 署名: who wrote it.
    Byline,
    /// 栏目: the name of a column or page.
    Rubric,
    /// 小标题: a heading inside an article.
    Section,
    /// 正文: running text.
    Body,
    /// 图片说明: the text of a picture.
    Caption,
    /// 图片来源: who took or gave it.
    Credit,
    /// 其他: anything else.
    Other,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Subtitle,
        Self::Kicker,
        Self::Byline,
        Self::Rubric,
        Self::Section,
        Self::Body,
        Self::Caption,
        Self::Credit,
        Self::Other,
    ];

    /// Returns the name used in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Kicker => "kicker",
            Self::Byline => "byline",
            Self::Rubric => "rubric",
            Self::Section => "section",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Other => "other",
        }
    }

    /// Tells whether the kind belongs to an article's main flow; any other is a flow of its own.
    pub fn is_main(self) -> bool {
        matches!(self, Self::Title | Self::Subtitle | Self::Section | Self::Body | Self::Other)
    }

    /// Tells whether the kind is a heading.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Subtitle | Self::Section)
    }
}

/// The order in which a page is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// 阅读顺序: paragraphs joined, captions behind the paragraph that they interrupt.
    #[default]
    Reading,
    /// The same with captions and credits behind the article's text.
    AsidesLast,
    /// 原版: every line in source order, nothing joined, all in one flow.
    Printed,
}
