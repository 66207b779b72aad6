//! Makes a rubric of a sheet's reference answers, ready to be finished by hand.
//!
//! A question of the document becomes one of the rubric. What its reference answer says becomes key points without
//! patterns, each matched by its own words; what an interviewer should listen for becomes bonus points; the headings above
//! become topics. What has no place in a rubric is named in a note.

mod points;

use crate::messages::Message;
use crate::parse::{Document, Question, Role, sections};
use crate::problem::Problem;
use crate::rubric::{self, Depth, FORMAT, KeyPoint, KeyPointExamples, Lexicon, Rubric, Tier};
use crate::text::slug;
use points::{Point, points};
use std::collections::{BTreeMap, BTreeSet};

/// Takes the reference answers of `document` down as a rubric; `id` and `title` are those of the document where they are
/// not given.
///
/// Questions without reference answer, and code, tables and quotes in one, are notes; a document without any reference
/// answer is an error, and the rubric has no questions then.
#[must_use]
pub fn extract(document: &Document, id: Option<&str>, title: Option<&str>) -> (Rubric, Vec<Problem>) {
    let path = document.source.path.as_str();
    let sections = sections(document);
    let stem = stem(path);
    let title = title.map(str::to_owned).or(sections.title).unwrap_or_else(|| stem.to_owned());
    let id = id.map(str::to_owned).or_else(|| slug(stem)).or_else(|| slug(&title));

    let mut notes = Vec::new();
    let mut taken = BTreeMap::new();
    let mut questions = Vec::new();
    for ((n, question), above) in (1..).zip(&document.questions).zip(&sections.above) {
        let keypoints = keypoints(document, question, &mut notes);
        if keypoints.iter().all(|keypoint| keypoint.tier == Tier::Bonus) {
            let message = Message::new("question-without-reference");
            let help = Message::new("question-without-reference-help");
            notes.push(Problem::note("no-reference", path, message).at(question.heading).help(help));
            continue;
        }
        questions.push(rubric::Question {
            id: unique(slug(&question.title).unwrap_or_else(|| format!("q-{n}")), &mut taken),
            title: question.title.clone(),
            aliases: Vec::new(),
            topics: topics(above),
            level: None,
            parts: parts(question),
            keypoints,
            references: Vec::new(),
            any_reference: false,
            about: None,
            misconceptions: Vec::new(),
        });
    }
    if questions.is_empty() {
        let problem = Problem::error("no-references", path, Message::new("sheet-without-references"));
        notes = vec![problem.help(Message::new("sheet-without-references-help"))];
    }
    notes.sort_by_key(|note| (note.span.is_none(), note.span));
    let id = id.unwrap_or_else(|| "sheet".to_owned());
    let (words, lexicon) = (BTreeMap::new(), Lexicon::default());
    (Rubric { schema: None, format: FORMAT, id, title, words, lexicon, questions }, notes)
}

/// The key points of a question: core ones from its reference answers, bonus ones from what to listen for.
fn keypoints(document: &Document, question: &Question, notes: &mut Vec<Problem>) -> Vec<KeyPoint> {
    let mut taken = BTreeMap::new();
    let mut said = BTreeSet::new();
    let mut keypoints = Vec::new();
    for (role, tier) in [(Role::Reference, Tier::Core), (Role::Focus, Tier::Bonus)] {
        for slot in question.slots.iter().filter(|slot| slot.role == role) {
            let found = points(&document.source, slot, notes);
            let parts = Some(question.parts.len()).filter(|parts| *parts > 0 && Some(*parts) == numbered(&found));
            for point in found {
                if !said.insert(point.text.clone()) {
                    continue;
                }
                let id = slug(point.name()).unwrap_or_else(|| format!("point-{}", keypoints.len() + 1));
                let part = parts.and(point.number);
                keypoints.push(keypoint(unique(id, &mut taken), point.text, tier, part));
            }
        }
    }
    keypoints
}

/// How many numbered items the points come from, where all of them do: as many as the question's parts answer them one
/// by one.
fn numbered(points: &[Point]) -> Option<usize> {
    points.iter().map(|point| point.number).max().flatten().filter(|_| points.iter().all(|p| p.number.is_some()))
}

fn keypoint(id: String, point: String, tier: Tier, part: Option<usize>) -> KeyPoint {
    KeyPoint {
        id,
        point,
        tier,
        weight: 1,
        part,
        matches: None,
        partial: None,
        depth: Depth::default(),
        hint: None,
        reference: None,
        examples: KeyPointExamples::default(),
    }
}

/// The names of a question's numbered parts.
fn parts(question: &Question) -> Vec<String> {
    let name = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    question.parts.iter().map(|part| name(&part.text)).collect()
}

/// The path of topics that the headings above a question make.
fn topics(above: &[String]) -> Vec<String> {
    let path: Vec<String> = above.iter().filter_map(|heading| slug(heading)).collect();
    if path.is_empty() { Vec::new() } else { vec![path.join("/")] }
}

/// The id, or the id with a number where it is taken. `taken` has for each id how often it was asked for.
fn unique(id: String, taken: &mut BTreeMap<String, usize>) -> String {
    loop {
        let Some(count) = taken.get_mut(&id) else {
            taken.insert(id.clone(), 1);
            return id;
        };
        *count += 1;
        let numbered = format!("{id}-{count}");
        if !taken.contains_key(&numbered) {
            taken.insert(numbered.clone(), 1);
            return numbered;
        }
    }
}

/// The name of a file without folders and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind::{Binder, bind};
    use crate::catalogue::{Catalogue, shipped_lexicon};
    use crate::matching::{Matchers, match_answers};
    use crate::parse::{Labels, parse};
    use crate::problem::Severity;
    use crate::rubric::{Loaded, lint, load_str, print};
    use crate::score::score;
    use crate::source::Source;

    const EXPECTED: &str = include_str!("../samples/expected.md");

    fn extracted(path: &str, text: &str) -> (Rubric, Vec<Problem>) {
        extract(&parse(Source::new(path, text), &Labels::default()), None, None)
    }

    #[test]
    fn a_sheet_becomes_a_rubric() {
        let (mut rubric, notes) = extracted("samples/expected.md", EXPECTED);
        assert_eq!(notes, []);
        let ids: Vec<&str> = rubric.questions.iter().map(|question| question.id.as_str()).collect();
        insta::assert_snapshot!(ids.join("\n"), @r"
        huan-cun-ji-qun-cong-4
        xia-dan-liu-cheng-li-yin
        go-cpu-pprof
        huan-cun-ji-chuan-huan-cun
        fa-bu-xin-ban-ben-shi
        ");
        rubric.questions.truncate(1);
        insta::assert_snapshot!(print(&rubric), @r#"
        {
          "format": 1,
          "id": "expected",
          "title": "五道后端追问与作答要点",
          "questions": [
            {
              "id": "huan-cun-ji-qun-cong-4",
              "title": "缓存集群从 4 台扩到 5 台，为什么不用取模，一致性哈希好在哪里？",
              "topics": ["shu-ju-fen-bu-yi-bu"],
              "keypoints": [
                {
                  "id": "qu-mo-wen-ti",
                  "point": "取模的问题：hash(key) % N 里 N 一变，从 4 到 5 约有八成的 key 换了节点，缓存大面积失效"
                },
                {
                  "id": "ha-xi-huan",
                  "point": "哈希环：节点和 key 映射到同一个环（例如 0 到 2^32-1），key 归顺时针遇到的第一个节点"
                },
                {
                  "id": "bian-geng-ying-xiang",
                  "point": "变更影响：新增节点只接管环上相邻的一段，平均迁移约 1/5 的 key；下线时只影响它自己那一段"
                },
                {
                  "id": "wu-li-jie-dian-shao-shi",
                  "point": "虚拟节点：物理节点少时环上分布不均，容易倾斜"
                },
                {
                  "id": "mei-tai-ji-qi-fang-shang",
                  "point": "每台机器放上百个虚拟节点，按权重增减个数"
                },
                {
                  "id": "sort-search",
                  "point": "Go 实现：有序切片存虚拟节点的哈希值，sort.Search 二分查找，越过末尾回到下标 0"
                },
                {
                  "id": "sync-rwmutex",
                  "point": "Go 实现：读多写少，用 sync.RWMutex 保护或整体替换快照"
                },
                {
                  "id": "neng-gu-suan-liang-zhong-ban",
                  "point": "能估算两种办法各迁移多少 key",
                  "tier": "bonus"
                },
                {
                  "id": "xu-ni-jie-dian-jie-jue",
                  "point": "知道虚拟节点解决不了单个热 key",
                  "tier": "bonus"
                },
                {
                  "id": "jump-hash-rendezvous",
                  "point": "听说过 Jump Hash、Rendezvous 或带负载上限的变体",
                  "tier": "bonus"
                }
              ]
            }
          ]
        }
        "#);
    }

    #[test]
    fn what_is_written_can_be_read_and_linted() {
        let (rubric, _) = extracted("samples/expected.md", EXPECTED);
        let loaded = load_str("expected.json", &print(&rubric)).expect("it is a valid rubric");
        assert_eq!(loaded.rubric, rubric);
        assert!(lint(&loaded).iter().all(|problem| problem.severity != Severity::Error));
    }

    #[test]
    fn what_the_reference_says_in_other_words_is_a_good_answer() {
        let (rubric, _) = extracted("samples/expected.md", EXPECTED);
        let source = Source::new("expected.json", print(&rubric));
        let catalogue = Catalogue::new(vec![Loaded { rubric, source }], shipped_lexicon());
        let answers = EXPECTED.replace("期望回答", "我的回答").replace("- ", "- 我会说：");
        let document = parse(Source::new("a.md", answers), &Labels::default());
        let (binder, matchers) = (Binder::new(&catalogue), Matchers::new(&catalogue));
        let scorecard = score(match_answers(bind(document, &binder), &matchers));
        let coverage: Vec<u32> = scorecard.scores.iter().flatten().map(|score| score.coverage).collect();
        assert_eq!(coverage.len(), 5);
        assert!(coverage.iter().all(|coverage| *coverage >= 90_00), "{coverage:?}");
    }

    #[test]
    fn what_has_no_place_is_noted() {
        let sheet = "### 1. 锁\n**参考答案：**\n- **自旋**：先转几圈再睡\n\n```go\nmu.Lock()\n```\n\n| 甲 | 乙 |\n|-|-|\n| 丙 | 丁 |\n\n### 2. 通道\n**参考答案：**\n\n### 3. ？？\n**参考答案：** 关闭后还能读出剩下的值。\n";
        let (rubric, notes) = extracted("锁.md", sheet);
        assert_eq!(rubric.id, "suo");
        let ids: Vec<&str> = rubric.questions.iter().map(|question| question.id.as_str()).collect();
        assert_eq!(ids, ["suo", "q-3"]);
        let source = Source::new("锁.md", sheet);
        let places = notes.iter().map(|note| (note.code, note.span.map(|span| source.line_at(span.start))));
        let expected = [("not-placed", Some(6)), ("not-placed", Some(9)), ("no-reference", Some(13))];
        assert_eq!(places.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn numbered_answers_belong_to_the_parts_they_answer() {
        let sheet = "### 1. 锁\n**面试官**：请说：\n1. 自旋是什么\n2. 饥饿是什么\n\n**参考答案：**\n1. 空转着等锁，不让出处理器\n2. 等得太久的协程优先拿到锁\n";
        let (rubric, _) = extracted("a.md", sheet);
        let question = &rubric.questions[0];
        assert_eq!(question.parts, ["自旋是什么", "饥饿是什么"]);
        assert_eq!(question.keypoints.iter().map(|point| point.part).collect::<Vec<_>>(), [Some(1), Some(2)]);
    }

    #[test]
    fn a_sheet_without_references_is_an_error() {
        let (rubric, notes) = extracted("a.md", "### 1. 锁\n**我的回答：** 互斥\n");
        assert!(rubric.questions.is_empty());
        assert_eq!(notes.last().map(|note| (note.code, note.severity)), Some(("no-references", Severity::Error)));
        assert_eq!(extracted("", "").1.len(), 1);
    }
}
