//! Walks a folder for the files that are read, in the order of the bytes of their paths.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::ReadError;
use super::format::FileType;

/// The files of known type below a folder; hidden files and folders, devices and pipes are passed over.
///
/// A folder that links lead to is walked as well, but every folder only once: loops of links end there.
pub(super) struct Walk {
    root: PathBuf,
    /// What is still to be visited, the next one last.
    waiting: Vec<Entry>,
    seen: HashSet<PathBuf>,
    yielded: usize,
    others: usize,
    ended: bool,
}

struct Entry {
    /// The name, with a slash behind that of a folder: sorted by it, paths come in the order of their bytes.
    key: Vec<u8>,
    path: PathBuf,
    is_folder: bool,
}

impl Walk {
    pub(super) fn new(root: PathBuf) -> Self {
        let top = Entry {
            key: Vec::new(),
            path: root.clone(),
            is_folder: true,
        };
        Self {
            root,
            waiting: vec![top],
            seen: HashSet::new(),
            yielded: 0,
            others: 0,
            ended: false,
        }
    }

    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        if !self.seen.insert(folder.canonicalize()?) {
            return Ok(());
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            entries.extend(self.entry(&entry?));
        }
        entries.sort_unstable_by(|a, b| b.key.cmp(&a.key));
        self.waiting.append(&mut entries);
        Ok(())
    }

    fn entry(&mut self, entry: &DirEntry) -> Option<Entry> {
        let (name, path) = (entry.file_name(), entry.path());
        if is_hidden(&name) {
            return None;
        }
        let is_read = FileType::of(&path).format.is_some();
        // A link to nowhere is opened later, and gives its error then, if its name says that it is to be read.
        let kind = fs::metadata(&path).map(|metadata| metadata.file_type());
        let is_folder = kind.as_ref().is_ok_and(fs::FileType::is_dir);
        let is_file = kind.as_ref().map_or(is_read, fs::FileType::is_file);
        let is_wanted = is_folder || (is_file && is_read);
        if !is_wanted {
            self.others += 1;
            return None;
        }
        let mut key = name.into_encoded_bytes();
        if is_folder {
            key.push(b'/');
        }
        Some(Entry {
            key,
            path,
            is_folder,
        })
    }

    fn end(&mut self) -> Option<Result<PathBuf, ReadError>> {
        let is_first = !std::mem::replace(&mut self.ended, true);
        (is_first && self.yielded == 0).then(|| {
            Err(ReadError::NoArticles {
                path: self.root.clone(),
                others: self.others,
            })
        })
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(entry) = self.waiting.pop() {
            if !entry.is_folder {
                self.yielded += 1;
                return Some(Ok(entry.path));
            }
            if let Err(source) = self.enter(&entry.path) {
                self.yielded += 1;
                return Some(Err(ReadError::Open {
                    path: entry.path,
                    source,
                }));
            }
        }
        self.end()
    }
}

fn is_hidden(name: &OsString) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn folder(files: &[&str]) -> TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "Text.").unwrap();
        }
        root
    }

    fn walked(root: &Path) -> Vec<String> {
        let relative = |path: PathBuf| {
            path.strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        };
        Walk::new(root.to_owned())
            .map(|path| relative(path.unwrap()))
            .collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_paths() {
        let root = folder(&[
            "b.txt",
            "a/x.md",
            "a.txt",
            "a-b.txt",
            "a/b/c.jsonl.gz",
            "Z.text",
        ]);
        let mut sorted = walked(root.path());
        assert_eq!(
            sorted,
            [
                "Z.text",
                "a-b.txt",
                "a.txt",
                "a/b/c.jsonl.gz",
                "a/x.md",
                "b.txt"
            ]
        );
        sorted.sort();
        assert_eq!(sorted, walked(root.path()));
    }

    #[test]
    fn hidden_files_and_other_types_are_passed_over_but_ignore_files_mean_nothing() {
        let root = folder(&[".a.txt", ".git/b.txt", "c.png", ".gitignore", "d.txt"]);
        fs::write(root.path().join(".gitignore"), "*.txt").unwrap();
        assert_eq!(walked(root.path()), ["d.txt"]);
    }

    #[test]
    fn a_folder_without_articles_says_what_is_read() {
        let root = folder(&["c.png", "sub/d.pdf"]);
        let mut walk = Walk::new(root.path().to_owned());
        let error = walk.next().unwrap().unwrap_err();
        assert!(matches!(error, ReadError::NoArticles { others: 2, .. }));
        assert!(error.to_string().contains(".jsonl"), "{error}");
        assert!(walk.next().is_none());
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end_and_dead_links_are_errors_later() {
        let root = folder(&["a/x.txt", "b/y.txt"]);
        std::os::unix::fs::symlink(root.path(), root.path().join("a/loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.path().join("dead.txt")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.path().join("dead")).unwrap();
        assert_eq!(walked(root.path()), ["a/x.txt", "b/y.txt", "dead.txt"]);
    }
}
