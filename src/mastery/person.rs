//! Whose answers a document holds.

/// Who wrote a document: its author where the front matter names one, or else the folder that stands `level` levels below
/// what was asked for (1 is the first), or else the file's own name. `path` is the path from there.
#[must_use]
pub fn person(author: Option<&str>, path: &str, level: usize) -> String {
    if let Some(author) = author {
        return author.to_owned();
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let Some((file, folders)) = parts.split_last() else { return path.to_owned() };
    let folder = level.checked_sub(1).and_then(|at| folders.get(at));
    let name = file.rsplit_once('.').map_or(*file, |(name, _)| name);
    (*folder.unwrap_or(&name)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_named_by_the_file_its_folder_or_itself() {
        assert_eq!(person(Some("李雷"), "round1/han.md", 1), "李雷");
        assert_eq!(person(None, "han/round1.md", 1), "han");
        assert_eq!(person(None, "round1/han/a.md", 2), "han");
        assert_eq!(person(None, "round1/han.md", 2), "han");
        assert_eq!(person(None, "han.md", 1), "han");
        assert_eq!(person(None, "-", 1), "-");
    }
}
