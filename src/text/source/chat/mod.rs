//! Chats as programs write them out: a block a message, with its sender and its time; a day is an article.

pub mod qq;
pub mod wechat;
