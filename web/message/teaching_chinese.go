package message

var chineseTeaching = Teaching{
	Name: "教师专区", Say: "三节备好的课，适合 14 岁以上的班级。每节课都有标明分钟数的教案、可以打印的学习单和答案，还有一组链接，点开就是上课需要的那个画面。",
	Minutes: "%d 分钟", LengthOf: "一节 %d 分钟的课。",
	Choose: "选择一节课", Plan: "教案", Sheet: "学习单", Key: "答案", AllLessons: "全部课程",
	RunHead:    "怎样给全班运行本程序",
	RunSay:     "只用一台电脑和投影仪时，直接运行即可：",
	RunClass:   "要让学生在自己的设备上打开，就让程序面向班级网络。它会打印出可以输入的网址，把其中一个写在黑板上：",
	RunOffline: "不需要互联网，不需要账号，也不保存学生输入的任何内容。一台笔记本电脑可以供 300 人使用。",
	RunModel:   "这些课是为课堂模型写的，不另选模型时载入的就是它。教案、学习单和答案里的每个数，都由正在运行的模型当场算出。",
	RunLarge:   "为了照顾最后一排，每页页脚都可以换成大字。",
	Paper:      "纸张：", Papers: map[string]string{"a4": "A4 纸", "letter": "美式信纸（Letter）"}, Print: "打印",
	PrintHelp: "要打印，请用浏览器的菜单，或按 Ctrl 加 P（Mac 上是 ⌘ 加 P）。打印出来的只有学习单本身。",
	Aims:      "课后学生能做到", Needs: "需要准备", Before: "上课之前", Course: "上课过程", Step: "步骤", Time: "分钟",
	Does: "教师", Says: "可以这样说", Pupils: "学生", Expect: "预期的回答", Open: "打开",
	Misconceptions: "学生常有的想法，以及怎样回答", Easier: "觉得难的话", Harder: "觉得容易的话",
	Exit: "最后的问题", Answer: "好的回答会说到", Home: "作业",
	PupilName: "姓名", Date: "日期", KeyOf: "答案：%s", Task: "%d. %s", NumbersFrom: "这份学习单上的数都由模型 %s 算出。已公布的编码取自 OpenAI 的 tiktoken。",
	MapSay: "%d 个词的地图：%s", GroupSay: "%s：%s。", ChartSay: "供画图的坐标轴：横轴是%s，纵轴是%s。数值见表。", WriteHere: "书写处", Blank: "待填",
	Unable:    "已载入的模型都不能上这节课",
	UnableSay: "这些课需要一个有位置嵌入、有 Transformer 各层、并且认识课上那些词的模型，课堂模型就是。请在启动程序时把它和你自己的模型一起载入：",
	UnableWay: "已载入的模型",
}
