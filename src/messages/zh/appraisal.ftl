# 评分细则与人工评分相符到什么程度。

## 总计。

answers-to-questions = { $questions } 道题的 { $answers } 份答案
scores-on-scale = { $head }，分值 { $scale }
scores-on-scale-found = { $head }，分值 { $scale }（取自文件；可用 --scale 指定）
scale-with-steps = { $range }，步长 { $step }
scale-without-steps = { $range }，无固定步长
so-many-answers = { $count } 份答案
so-many-labels = { $count } 个标注
so-many-of = { $part } / { $whole }
answers-left-out = 略去 { $count } 份答案

## 各项指标在行内或列首的名称。

figure-pearson = r
figure-spearman = 秩相关 r
figure-mean-error = 平均误差
figure-bias = 偏差
figure-kappa = kappa
figure-labels = 标注
figure-precision = 精确率
figure-recall = 召回率
figure-f1 = F1
figure-auc = AUC
item-key-point = 关键点
item-weight = 权重
item-bonus = 加分
item-credited = 计分
item-share = 得分率
item-with-rest = 与其余相关
item-error-without = 去掉后误差
item-r-without = 去掉后 r
item-misconception = 误解
item-found = 出现

## 各项指标的含义。

meaning-of-pearson = 覆盖率与得分的皮尔逊相关系数，−1 到 1
meaning-of-spearman = 斯皮尔曼相关系数：更好的答案是否得分更高，不论相差多少
meaning-of-mean-error = 覆盖率与得分平均相差多少，按百分制
meaning-of-bias = 平均覆盖率减去平均得分：大于 0 说明细则给分比人宽
meaning-of-kappa = 得分尺度上的二次加权 kappa；0 为碰巧，1 为完全一致
meaning-of-labels = 人工也判定过的单个关键点
meaning-of-precision = 计分的关键点中，人工也认可的比例
meaning-of-recall = 人工认可的关键点中，计了分的比例
meaning-of-f1 = 精确率与召回率的调和平均
meaning-of-auc = 说到的关键点得分高于没说到的关键点的概率；.5 为碰巧

## 答案。

score-by-coverage = 得分 / 覆盖率
furthest-apart = 相差最大
score-and-coverage = 得分 { $score }，覆盖率 { $coverage }%

## 模式。

patterns-never-hold = 从未命中的模式
patterns-always-hold = 每份答案都命中的模式
alternatives-never-hold = 从未命中的备选说法
alternatives-always-hold = 每份答案都命中的备选说法
alternative-for-part = { $text }（部分）
alternatives-not-named = 等，另有 { $count } 个
alternatives-untried = { $count } 个备选说法未测试：模式太大
nothing-to-suggest = 没有模式漏掉两份以上的答案
words-patterns-lack = 模式可能缺少的词
no-word-tells = 没有词能把它们与其他答案区分开
missed-by-labels = 按标注漏掉 { $missed } 份，对照其余 { $others } 份
missed-by-scores = 按高分漏掉 { $missed } 份，对照其余 { $others } 份
candidate-stands = 漏掉的 { $missed } 份中有 { $found } 份，其余 { $others } 份中有 { $elsewhere } 份

## 网页。

page-agreement = 与人工评分的一致性
page-left-out = ；
page-so-many-left-out = 略去 { $count } 份
page-scatter = 得分与覆盖率
page-score-in-points = 得分（百分制）
page-coverage = 覆盖率
page-scatter-caption = 每份答案的得分与覆盖率。落在虚线上即两者一致。
page-calibration = 校准曲线
page-mean-score = 平均得分
page-calibration-caption = 覆盖率每十分之一区间内答案的平均得分。虚线以上表示人工给分高于细则，以下则低于细则。
page-dot = { $place }：{ $figures }
page-calibration-dot = { $answers } 份答案：平均覆盖率 { $coverage }%，平均得分 { $score }
page-bands-caption = 按得分（行）和覆盖率（列）分段的答案数
page-score = 得分
page-furthest-apart = 相差最大
page-items = 关键点统计
page-share = 得分率，0 到 1
page-with-rest = 与其余的相关，−1 到 1
page-items-caption = 左：每个关键点平均得分的比例（难度）。右：它与其余关键点覆盖率的相关程度（区分度）。
page-patterns-never-hold = 从未命中的模式
page-patterns-always-hold = 每份答案都命中的模式
page-alternatives-never-hold = 从未命中的备选说法
page-alternatives-always-hold = 每份答案都命中的备选说法
page-words-lacking = { $keypoint } 可能缺少的词（{ $basis }）
page-candidate = { $word }（{ $standing }）：{ $example }
